using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>Stands in for the kubelets of all nodes: starts, breaks and stops pods after their delays, as their mode says.</summary>
internal sealed class KubeletStandIn : Controller
{
    private const long LongestWait = 86400;
    private static readonly WriteOptions Writer = new("kubelet");
    private readonly PodDelays delays;
    private readonly KubeletEvents events;
    private readonly ContainerLives lives;
    private readonly Dictionary<string, PodRun> runs = new(StringComparer.Ordinal);
    private int lastAddress;

    public KubeletStandIn(ObjectApi objects, DemoClock clock, PodDelays delays, ILogger logger)
        : base(objects, clock, logger)
    {
        this.delays = delays;
        events = new KubeletEvents(objects, delays);
        lives = new ContainerLives(delays, events);
    }

    public override ResourceKind[] Watched => [ResourceKinds.Pods, ResourceKinds.Nodes];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        if (change.Object.Kind == ResourceKinds.Pods)
        {
            return [change.Object.Key];
        }

        // a node that comes back to life goes on with the pods that it had, and says anew how they are
        var isBack = change.Previous is { } before && NodeFacts.IsDead(before) && !NodeFacts.IsDead(change.Object);
        var pods = isBack ? Store.All(ResourceKinds.Pods).Where(p => p.Root.Text("spec", "nodeName") == change.Object.Name).Select(p => p.Key).ToArray() : [];
        foreach (var run in pods.Select(k => runs.GetValueOrDefault(k)).OfType<PodRun>())
        {
            run.Mode = null;
        }

        return pods;
    }

    protected override void Reconcile(string @namespace, string name)
    {
        var key = StoredObject.KeyOf(@namespace, name);
        if (Store.Get(ResourceKinds.Pods, @namespace, name) is not { } pod)
        {
            runs.Remove(key);
            return;
        }

        if (pod.Root.Text("spec", "nodeName") is not { Length: > 0 } node || IsOff(node))
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
            After(delays.Start(name), pod.Key, () => run.StartDue = true);
        }
        else if (run.StartDue && !pod.IsEnded())
        {
            Live(pod, run);
        }
    }

    private void Live(StoredObject pod, PodRun run)
    {
        if (lives.Next(pod, run) is not { } step)
        {
            return;
        }

        Report(pod, run, step.Report);
        if (step.Wait is { } wait)
        {
            var timer = ++run.Timer;
            After(wait, pod.Key, () => run.StepDue |= run.Timer == timer);
        }
    }

    private void Stop(StoredObject pod, PodRun run)
    {
        if (!run.StopBegan)
        {
            run.StopBegan = true;
            events.Stops(pod);
            After(TimeToStop(pod), pod.Key, () => run.StopDue = true);
        }
        else if (run.StopDue && !pod.IsEnded())
        {
            // The end is reported first and the pod removed at the next turn, so that its owner sees it not ready in between, as in a real cluster.
            Report(pod, run, new PodReport("Succeeded", null, ContainerState.Ended(0, "Completed"), pod.Root.Items("spec", "initContainers").Count()));
        }
        else if (run.StopDue)
        {
            Objects.Delete(ResourceKinds.Pods, pod.Namespace, pod.Name, new DeleteOptions(GraceSeconds: 0, Uid: pod.Uid));
        }
    }

    // The preStop hook and then the process, both within the grace period.
    private TimeSpan TimeToStop(StoredObject pod)
    {
        var grace = TimeSpan.FromSeconds(Math.Clamp(pod.Root.Number("metadata", "deletionGracePeriodSeconds") ?? 30, 0, LongestWait));
        var hook = delays.Hurry ? 0 : pod.Root.Items("spec", "containers").Max(c => c.Number("lifecycle", "preStop", "sleep", "seconds") ?? 0);
        var process = double.TryParse(pod.Root.Text("metadata", "annotations", PodModes.StopSeconds), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= LongestWait
            ? TimeSpan.FromSeconds(seconds) : delays.Stop(pod.Name);
        var whole = TimeSpan.FromSeconds(Math.Clamp(hook, 0, LongestWait)) + process;
        return whole < grace ? whole : grace;
    }

    private void Report(StoredObject pod, PodRun run, PodReport report)
    {
        var host = Store.Get(ResourceKinds.Nodes, "", pod.Root.Text("spec", "nodeName")!)?.Root
            .Items("status", "addresses").FirstOrDefault(a => a.Text("type") == "InternalIP").Text("address") ?? "";
        Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, "status", Writer, root =>
        {
            PodStatus.Set(root, report, Objects.Now, host, run.Address);
            return root;
        });
    }

    private void After(TimeSpan delay, string key, Action mark)
    {
        void Wake()
        {
            mark();
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

    // without its Node object a kubelet does nothing either
    private bool IsOff(string node) => Store.Get(ResourceKinds.Nodes, "", node) is not { } n || NodeFacts.IsDead(n);
}
