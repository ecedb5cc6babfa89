// The practice bridge is a Hue bridge to a library that was written for Hue bridges.

import { createRequire } from 'node:module';
import axios from 'axios';
import { describe, expect, it } from 'vitest';
import { PRACTICE_BRIDGE_ID } from '../../main/lights/practice/store.ts';
import { type Answered, bridge, outputOf, pct, user } from './practice-client.ts';

describe('node-hue-api, which knows nothing of Stillroom,', () => {
  // Its index cannot be required beside a current axios, so its parts are, as main/lights/hue/api-client.ts does too.
  const part = (path: string): Answered => createRequire(import.meta.url)(`node-hue-api/lib/${path}`);
  const Api = part('api/Api');
  const Transport = part('api/http/Transport');
  const model = part('model');
  const LightState = part('model/lightstate/LightState');
  const GroupLightState = part('model/lightstate/GroupState');
  const SceneLightState = part('model/lightstate/SceneLightState');
  const connect = async (key?: string): Promise<Answered> => {
    const baseUrl = `http://${bridge.address}/api`;
    const transport = new Transport(key, axios.create({ baseURL: baseUrl }));
    return new Api({ remote: false, baseUrl, username: key }, transport);
  };

  it('pairs once the button is pressed', async () => {
    const stranger = await connect();
    await expect(stranger.users.createUser('stillroom', 'room')).rejects.toThrow(/link button/);
    bridge.pressButton();
    const { username, clientkey } = await stranger.users.createUser('stillroom', 'room');
    expect(clientkey).toHaveLength(32);
    const friend = await connect(username);
    expect(await friend.lights.getAll()).toHaveLength(6);
    expect((await friend.users.getUserByName('stillroom', 'room'))[0].username).toBe(username);
  });

  it('reads the lamps, the groups, the configuration and the capabilities', async () => {
    const api = await connect(user);
    const lights = await api.lights.getAll();
    expect(lights.map((light: Answered) => light.type)).toContain('Color temperature light');
    expect(lights[0].colorGamut.red).toBeDefined();
    const groups = await api.groups.getAll();
    expect(groups.map((group: Answered) => group.name)).toEqual(['Group 0', 'Treatment room']);
    expect((await api.configuration.getConfiguration()).bridgeid).toBe(PRACTICE_BRIDGE_ID);
    expect((await api.capabilities.getAll()).groups.available).toBe(63);
  });

  it('moves a lamp and a group', async () => {
    const api = await connect(user);
    expect(await api.lights.setLightState(1, new LightState().on().bri(8).ct(454).transitiontime(10))).toBe(
      true,
    );
    expect((await api.lights.getLightState(1)).bri).toBe(8);
    expect(await api.groups.setGroupState(1, new GroupLightState().on().brightness(50))).toBe(true);
    expect((await api.lights.getLightState(5)).bri).toBe(127);
  });

  it('hears why a lamp that is off cannot be dimmed', async () => {
    const api = await connect(user);
    const refusal = await api.lights
      .setLightState(6, new LightState().bri(8))
      .catch((error: Answered) => error);
    expect(refusal.getHueErrorType()).toBe(201);
  });

  it('makes a scene, changes it, recalls it and takes it away', async () => {
    const api = await connect(user);
    const scene = model.createLightScene();
    scene.name = 'deep';
    scene.lights = [1, 2];
    scene.lightstates = {
      1: { on: true, bri: 8, transitiontime: 0 },
      2: { on: true, bri: 9, transitiontime: 0 },
    };
    const made = await api.scenes.createScene(scene);
    expect(made.lightstates['1']).toEqual({ on: true, bri: 8, transitiontime: 0 });
    expect(await api.scenes.updateLightState(made.id, 2, new SceneLightState().bri(3))).toEqual({
      bri: true,
    });
    expect(await api.scenes.activateScene(made.id)).toBe(true);
    expect(outputOf('1').brightnessPct).toBe(pct(8));
    expect(outputOf('2').brightnessPct).toBe(pct(3));
    made.name = 'deeper';
    expect(await api.scenes.updateScene(made)).toMatchObject({ name: true });
    expect(await api.scenes.deleteScene(made.id)).toBe(true);
    expect(await api.scenes.getAll()).toEqual([]);
  });

  it('makes a group, changes it and takes it away', async () => {
    const api = await connect(user);
    const zone = model.createZone();
    zone.name = 'Floor';
    zone.lights = [3, 4];
    zone.class = 'Reading';
    const made = await api.groups.createGroup(zone);
    expect(made.lights).toEqual(['3', '4']);
    made.name = 'Low';
    expect(await api.groups.updateGroupAttributes(made)).toBe(true);
    expect(await api.groups.deleteGroup(made)).toBe(true);
    expect(await api.groups.getZones()).toEqual([]);
  });
});
