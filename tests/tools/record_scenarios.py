#!/usr/bin/env python3
"""Play the recorded scenarios against a running cluster in real time and record what it does, in the recordings' format.

usage: record_scenarios.py KUBECONFIG RECORDINGS_DIR OUTPUT_DIR [SCENARIO ...]

For the demo cluster (start it with DemoCluster:Seed=empty); all scenarios play at once, each in its own namespace, which is deleted at the
end. Then hold the output against the recordings with compare_recordings.py. KUBECONFIG must carry a token and certificate-authority-data.
"""
import base64, http.client, json, os, re, ssl, sys, tempfile, threading, time, urllib.parse

RESOURCES = {'statefulsets': '/apis/apps/v1', 'controllerrevisions': '/apis/apps/v1', 'pods': '/api/v1', 'persistentvolumeclaims': '/api/v1', 'services': '/api/v1',
             'endpointslices': '/apis/discovery.k8s.io/v1', 'poddisruptionbudgets': '/apis/policy/v1', 'events': '/api/v1'}
SPANS = ('the rollout is stuck', 'it is still stuck', 'nothing comes up')


class Cluster:
    def __init__(self, kubeconfig):
        text = open(kubeconfig).read()
        field = lambda name: re.search(r'%s:\s*"?([^"\s]+)"?' % name, text).group(1)
        self.host = urllib.parse.urlparse(field('server')).netloc
        self.token = field('token')
        with tempfile.NamedTemporaryFile('w', suffix='.pem') as authority:
            authority.write(base64.b64decode(field('certificate-authority-data')).decode())
            authority.flush()
            self.trust = ssl.create_default_context(cafile=authority.name)

    def open(self, method, path, body=None, content_type='application/json', timeout=60):
        connection = http.client.HTTPSConnection(self.host, context=self.trust, timeout=timeout)
        connection.request(method, path, None if body is None else json.dumps(body), {'Authorization': 'Bearer ' + self.token, 'Content-Type': content_type, 'Accept': 'application/json'})
        return connection.getresponse()

    def ask(self, *args):
        answer = self.open(*args)
        text = answer.read().decode()
        return answer.status, (json.loads(text) if text.startswith('{') and '\n{' not in text.strip() else text)


class Recorder:
    def __init__(self, cluster, scenario):
        self.cluster, self.scenario, self.ns = cluster, scenario, scenario['namespace']
        self.events, self.steps, self.lock, self.last = [], [], threading.Lock(), time.monotonic()
        self.start = time.monotonic()

    def now(self):
        return int((time.monotonic() - self.start) * 1000)

    def watch(self, path, resource, wanted=lambda o: True):
        answer = self.cluster.open('GET', path + '?watch=true&resourceVersion=%s&timeoutSeconds=600' % self.version, timeout=700)
        for line in answer:
            event = json.loads(line)
            if event['type'] not in ('ADDED', 'MODIFIED', 'DELETED') or not wanted(event['object']):
                continue
            event['object']['metadata'].pop('managedFields', None)
            with self.lock:
                self.last = time.monotonic()
                self.events.append({'t': self.now(), 'resource': resource, 'type': event['type'], 'object': event['object']})

    def play(self):
        self.cluster.ask('POST', '/api/v1/namespaces', {'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'name': self.ns}})
        self.version = self.cluster.ask('GET', '/api/v1/namespaces')[1]['metadata']['resourceVersion']
        for resource, group in RESOURCES.items():
            threading.Thread(target=self.watch, args=('%s/namespaces/%s/%s' % (group, self.ns, resource), resource), daemon=True).start()
        ours = lambda o: (o['spec'].get('claimRef') or {}).get('namespace') == self.ns
        threading.Thread(target=self.watch, args=('/api/v1/persistentvolumes', 'persistentvolumes', ours), daemon=True).start()
        time.sleep(1)
        before = None
        for step in self.scenario['steps']:
            if 'wait' in step:
                self.wait(step['wait'], (step['t'] - (before or 0)) / 1000)
                self.steps.append({'t': self.now(), 'wait': step['wait']})
                time.sleep(.01)
            else:
                body = step.get('body')
                if body is not None:
                    body = json.loads(json.dumps(body).replace('fakelet/', 'demo.stateful-dashboard.io/'))
                at = self.now()
                status, answer = self.cluster.ask(step['method'], step['path'], body, step.get('contentType') or 'application/json')
                with self.lock:
                    self.last = time.monotonic()
                self.steps.append({**{k: v for k, v in step.items() if k != 'answer'}, 't': at, 'status': status, 'answer': answer})
            before = step['t']

    def wait(self, what, span):
        if what in SPANS:
            time.sleep(span)
            return
        until = time.monotonic() + 120
        while time.monotonic() < until:
            time.sleep(.02)
            with self.lock:
                quiet = time.monotonic() - self.last
            if what == 'nothing changes any more':
                if quiet > 3:
                    return
                continue
            # as recorded, not as asked: what ends the wait must stand before it in the recording
            with self.lock:
                status = next((e['object'] for e in reversed(self.events) if e['resource'] == 'statefulsets'), {'metadata': {}})
            s = status.get('status', {})
            if what == 'three available' and s.get('availableReplicas') == 3:
                return
            m = re.match(r'web has (\d+) ready replicas', what)
            if m and (s.get('readyReplicas') or 0) == int(m.group(1)) == s.get('replicas') and s.get('observedGeneration') == status['metadata'].get('generation'):
                return
        print('%s: gave up waiting: %s' % (self.scenario['scenario'], what), file=sys.stderr)

    def save(self, folder):
        os.makedirs(folder, exist_ok=True)
        json.dump({**self.scenario, 'steps': self.steps}, open(os.path.join(folder, 'scenario.json'), 'w'), indent=1)
        with self.lock, open(os.path.join(folder, 'events.jsonl'), 'w') as f:
            for event in self.events:
                f.write(json.dumps(event) + '\n')


def main():
    kubeconfig, recordings, output, names = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    names = names or sorted(n for n in os.listdir(recordings) if os.path.exists(os.path.join(recordings, n, 'scenario.json')))
    cluster = Cluster(kubeconfig)

    def one(name):
        recorder = Recorder(cluster, json.load(open(os.path.join(recordings, name, 'scenario.json'))))
        recorder.play()
        recorder.save(os.path.join(output, name))
        cluster.ask('DELETE', '/api/v1/namespaces/' + recorder.ns)

    threads = [threading.Thread(target=one, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


main()
