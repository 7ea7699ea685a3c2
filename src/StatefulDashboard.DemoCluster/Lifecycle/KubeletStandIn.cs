using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>Stands in for the kubelets of all nodes: starts, breaks and stops pods after their delays, as their mode says.</summary>
internal sealed class KubeletStandIn(ObjectApi objects, DemoClock clock, PodDelays delays, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kubelet");
    private readonly EventRecorder events = new(objects, "kubelet");
    private readonly Dictionary<string, PodRun> runs = new(StringComparer.Ordinal);
    private int lastAddress;

    public override ResourceKind[] Watched => [ResourceKinds.Pods, ResourceKinds.Nodes];

    // a node that comes back to life goes on with the pods that it had
    protected override IEnumerable<string> KeysFor(StoreChange change)
        => change.Object.Kind == ResourceKinds.Pods ? [change.Object.Key]
            : change.Previous is { } before && NodeFacts.IsDead(before) && !NodeFacts.IsDead(change.Object)
                ? Store.All(ResourceKinds.Pods).Where(p => p.Root.Text("spec", "nodeName") == change.Object.Name).Select(p => p.Key) : [];

    protected override void Reconcile(string @namespace, string name)
    {
        var key = StoredObject.KeyOf(@namespace, name);
        if (Store.Get(ResourceKinds.Pods, @namespace, name) is not { } pod)
        {
            runs.Remove(key);
            return;
        }

        if (pod.Root.Text("spec", "nodeName") is not { Length: > 0 } node || IsDead(node))
        {
            return;
        }

        if (!runs.TryGetValue(key, out var run) || run.Uid != pod.Uid)
        {
            runs[key] = run = new PodRun(pod.Uid, AddressOf(pod));
        }

        if (pod.IsTerminating)
        {
            Stop(pod, run);
        }
        else if (!run.StartBegan)
        {
            run.StartBegan = true;
            Later(pod, run, delays.Start(name), r => r.StartDue = true);
        }
        else if (run.StartDue && !pod.IsEnded())
        {
            Live(pod, run);
        }
    }

    private void Live(StoredObject pod, PodRun run)
    {
        var mode = PodModes.Of(pod.Root);
        if (mode == run.Mode && !run.StepDue)
        {
            return;
        }

        run.Step = mode == run.Mode ? run.Step + 1 : 0;
        var isRestart = run.Mode is "crashloop" && mode is "run" or "notready";
        (run.Mode, run.StepDue) = (mode, false);
        switch (mode)
        {
            case "imagepull":
                var image = pod.Root.Items("spec", "containers").First().Text("image");
                var (reason, text) = run.Step == 0
                    ? ("ErrImagePull", $"rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": not found")
                    : ("ImagePullBackOff", $"Back-off pulling image \"{image}\"");
                Report(pod, run, "Pending", ContainerState.Waiting(reason, text, hasImage: false));
                if (run.Step == 0)
                {
                    events.Warning(pod, "Failed", $"Failed to pull image \"{image}\": {text}");
                    Later(pod, run, TimeSpan.FromSeconds(delays.Hurry ? 0 : 1), r => r.StepDue = true);
                }

                break;
            case "crashloop":
                Crash(pod, run);
                break;
            case "complete" or "fail":
                Report(pod, run, mode == "fail" ? "Failed" : "Succeeded", mode == "fail" ? ContainerState.Ended(1, "Error") : ContainerState.Ended(0, "Completed"));
                break;
            default:
                Report(pod, run, "Running", ContainerState.Running(ready: mode != "notready", isRestart));
                break;
        }
    }

    // runs, ends with an error, waits in back-off, runs again
    private void Crash(StoredObject pod, PodRun run)
    {
        var wait = delays.Hurry ? TimeSpan.Zero : TimeSpan.FromMilliseconds(300);
        switch (run.Step % 3)
        {
            case 0:
                Report(pod, run, "Running", ContainerState.Running(ready: false, isRestart: run.Step > 0));
                break;
            case 1:
                Report(pod, run, "Running", ContainerState.Ended(1, "Error"));
                break;
            default:
                var name = pod.Root.Items("spec", "containers").First().Text("name");
                wait = TimeSpan.FromSeconds(Math.Min(300, 10 * Math.Pow(2, Math.Min(run.Step / 3, 5))));
                var text = $"back-off {wait.TotalSeconds:0}s restarting failed container={name} pod={pod.Name}_{pod.Namespace}({pod.Uid})";
                Report(pod, run, "Running", ContainerState.Waiting("CrashLoopBackOff", text, hasImage: true));
                events.Warning(pod, "BackOff", $"Back-off restarting failed container {name} in pod {pod.Name}_{pod.Namespace}({pod.Uid})");
                break;
        }

        Later(pod, run, wait, r => r.StepDue = true);
    }

    private void Stop(StoredObject pod, PodRun run)
    {
        var grace = TimeSpan.FromSeconds(pod.Root.Number("metadata", "deletionGracePeriodSeconds") ?? 30);
        if (!run.StopBegan)
        {
            run.StopBegan = true;
            var delay = double.TryParse(pod.Root.Text("metadata", "annotations", PodModes.StopSeconds), System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 86400
                ? TimeSpan.FromSeconds(seconds) : delays.Stop(pod.Name);
            Later(pod, run, delay < grace ? delay : grace, r => r.StopDue = true);
            return;
        }

        if (!run.StopDue)
        {
            return;
        }

        if (!pod.IsEnded())
        {
            // The end is reported first and the pod removed at the next turn, so that its owner sees it not ready in between, as in a real cluster.
            Report(pod, run, "Succeeded", ContainerState.Ended(0, "Completed"));
            return;
        }

        Objects.Delete(ResourceKinds.Pods, pod.Namespace, pod.Name, new DeleteOptions(GraceSeconds: 0, Uid: pod.Uid));
    }

    private void Report(StoredObject pod, PodRun run, string phase, ContainerState state)
    {
        var host = Store.Get(ResourceKinds.Nodes, "", pod.Root.Text("spec", "nodeName")!)?.Root
            .Items("status", "addresses").FirstOrDefault(a => a.Text("type") == "InternalIP").Text("address") ?? "";
        Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, "status", Writer, root =>
        {
            PodStatus.Set(root, phase, state, Objects.Now, host, run.Address);
            return root;
        });
    }

    private void Later(StoredObject pod, PodRun run, TimeSpan delay, Action<PodRun> mark)
    {
        var key = pod.Key;
        void Wake()
        {
            mark(run);
            AgainNow(key);
        }

        if (delay <= TimeSpan.Zero)
        {
            Wake();
        }
        else
        {
            Clock.After(delay, Wake);
        }
    }

    private string AddressOf(StoredObject pod)
    {
        if (pod.Root.Text("status", "podIP") is { Length: > 0 } known)
        {
            return known;
        }

        lastAddress++;
        return $"10.244.{lastAddress / 250}.{(lastAddress % 250) + 1}";
    }

    private bool IsDead(string node) => Store.Get(ResourceKinds.Nodes, "", node) is { } n && NodeFacts.IsDead(n);


    private sealed class PodRun(string uid, string address)
    {
        public string Uid { get; } = uid;

        public string Address { get; } = address;

        public bool StartBegan { get; set; }

        public bool StartDue { get; set; }

        public bool StepDue { get; set; }

        public bool StopDue { get; set; }

        public bool StopBegan { get; set; }

        public string? Mode { get; set; }

        public int Step { get; set; }
    }
}
