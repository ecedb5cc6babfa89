import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { buildGaugeMain, startGauge } from '../e2e/gauge-program.ts';
test('try', async () => {
  await buildGaugeMain();
  const p = await startGauge(process.env.TRY ?? '/tmp/ga/s');
  p.ask('go');
  const g = await p.until((t) => t.kind === 'gauge') as {pid:number};
  if (process.env.PIN) { for (const pid of [g.pid]) console.log(execFileSync('taskset', ['-a','-p','1',String(pid)]).toString().split('\n').length); }
  let peak=0, peakPriv=0; const s=setInterval(()=>{ try { const t=readFileSync(`/proc/${g.pid}/smaps_rollup`,'utf8'); const r=Number(/^Rss:\s+(\d+)/m.exec(t)?.[1]); const pr=Number(/^Private_Clean:\s+(\d+)/m.exec(t)?.[1])+Number(/^Private_Dirty:\s+(\d+)/m.exec(t)?.[1]); peak=Math.max(peak,r); peakPriv=Math.max(peakPriv,pr);} catch{} p.ask('metrics'); }, 250);
  const names = Number(process.env.N ?? 3);
  const t0=Date.now();
  const out = await p.outcomes(names).catch((e)=>{console.log(String(e)); return new Map()});
  clearInterval(s);
  console.log(out, p.said());
  let last=t0; let cpu0=0;
  for (const t of p.told()) { if (t.kind==='outcome') { console.log(t.name, ((t.atMs-last)/1000).toFixed(2),'s'); last=t.atMs; } }
  const m=p.told().filter(t=>t.kind==='metrics') as any[];
  console.log('peak rss MB', peak/1024, 'private', peakPriv/1024, 'electron ws', Math.max(...m.map(x=>x.residentKb))/1024, 'cpuS', m.at(-1)?.cpuS, 'wall', (Date.now()-t0)/1000, 'firstrss', m[0]?.residentKb/1024);
  await p.close();
});
