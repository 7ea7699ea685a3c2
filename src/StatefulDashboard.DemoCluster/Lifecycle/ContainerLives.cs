using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>
/// The lives that containers lead, step by step: init containers one after another, then the main ones as the pod's mode says. There is no
/// process behind them: probes succeed unless the mode says otherwise.
/// </summary>
internal sealed class ContainerLives(PodDelays delays, KubeletEvents events)
{
    /// <summary>The next step of a pod that has started: what to report, and after how long there is another one.</summary>
    /// <returns>null when nothing is due.</returns>
    public (PodReport Report, TimeSpan? Wait)? Next(StoredObject pod, PodRun run)
    {
        var inits = pod.Root.Items("spec", "initContainers").ToArray();
        while (run.InitsDone < inits.Length)
        {
            var container = inits[run.InitsDone];
            var mode = PodModes.OfImage(container);
            if (PodReport.IsSidecar(container) && mode == PodModes.Run)
            {
                events.Starts(pod, container);
                Pass(run);
            }
            else if (mode == PodModes.Run && run.Mode == mode && run.StepDue)
            {
                Pass(run);
            }
            else
            {
                return Advance(run, mode) ? Init(pod, run, container, mode) : null;
            }
        }

        var wanted = PodModes.Of(pod.Root);
        var before = run.Mode;
        return Advance(run, wanted) ? Main(pod, run, wanted, before) : null;
    }

    private static void Pass(PodRun run)
    {
        run.InitsDone++;
        (run.Mode, run.Step, run.StepDue) = (null, 0, false);
    }

    // A step is taken when its time has come, or at once when the pod shall behave in another way.
    private static bool Advance(PodRun run, string mode)
    {
        if (mode == run.Mode && !run.StepDue)
        {
            return false;
        }

        run.Step = mode == run.Mode ? run.Step + 1 : 0;
        (run.Mode, run.StepDue) = (mode, false);
        run.Timer++;
        return true;
    }

    private (PodReport Report, TimeSpan? Wait) Init(StoredObject pod, PodRun run, JsonObject container, string mode)
    {
        var name = container.Text("name");
        if (mode == PodModes.Run)
        {
            events.Starts(pod, container);
            return (new PodReport("Pending", name, ContainerState.Running(ready: false), run.InitsDone), delays.Init);
        }

        var (state, wait) = Broken(pod, run, container, mode);
        return (new PodReport("Pending", name, state, run.InitsDone), wait);
    }

    private (PodReport Report, TimeSpan? Wait) Main(StoredObject pod, PodRun run, string mode, string? before)
    {
        var container = PodModes.Afflicted(pod.Root, mode);
        var name = container.Text("name");
        var inits = run.InitsDone;
        switch (mode)
        {
            case PodModes.ImagePull or PodModes.CrashLoop or PodModes.OutOfMemory or PodModes.NotLive:
                var (state, wait) = Broken(pod, run, container, mode);
                return (new PodReport(mode == PodModes.ImagePull ? "Pending" : "Running", name, state, inits), wait);
            case PodModes.Complete:
                return (new PodReport("Succeeded", null, ContainerState.Ended(0, "Completed"), inits), null);
            case PodModes.Fail:
                return (new PodReport("Failed", null, ContainerState.Ended(1, "Error"), inits), null);
            default:
                return Run(pod, run, mode, isRestart: run.Step == 0 && IsLooping(before) && !IsRunning(pod));
        }
    }

    private static bool IsLooping(string? mode) => mode is PodModes.CrashLoop or PodModes.OutOfMemory or PodModes.NotLive;

    private static bool IsRunning(StoredObject pod)
        => pod.Root.Items("status", "containerStatuses").All(c => c.At("state", "running") is not null);

    // Started, then the startup probe, then the readiness probe, as far as they are declared.
    private (PodReport Report, TimeSpan? Wait) Run(StoredObject pod, PodRun run, string mode, bool isRestart)
    {
        var containers = pod.Root.Items("spec", "containers").ToArray();
        var known = run.Step == 0 && IsRunning(pod) && pod.Root.Items("status", "containerStatuses").Any();
        var startup = Array.Find(containers, c => c.Object("startupProbe") is not null).Object("startupProbe");
        var readiness = Array.Find(containers, c => c.Object("readinessProbe") is not null).Object("readinessProbe");
        if (run.Step == 0 && !known)
        {
            foreach (var container in containers)
            {
                events.Starts(pod, container, isRestart);
            }
        }

        // what runs already has passed its startup probe
        var stage = known ? 2 : run.Step + (startup is null ? 1 : 0);
        if (stage == 0)
        {
            return (new PodReport("Running", null, ContainerState.Running(ready: false, isRestart, isStarted: false), run.InitsDone), delays.Probe(startup.Number("initialDelaySeconds")));
        }

        if (mode == PodModes.NotReady)
        {
            var unready = Array.Find(containers, c => c.Object("readinessProbe") is not null) ?? containers[0];
            events.ProbeFails(pod, unready, "Readiness");
            return (new PodReport("Running", unready.Text("name"), ContainerState.Running(ready: false, isRestart), run.InitsDone), null);
        }

        return stage == 1 && readiness is not null
            ? (new PodReport("Running", null, ContainerState.Running(ready: false, isRestart), run.InitsDone), delays.Probe(readiness.Number("initialDelaySeconds")))
            : (new PodReport("Running", null, ContainerState.Running(ready: true, isRestart), run.InitsDone), null);
    }

    private (ContainerState State, TimeSpan? Wait) Broken(StoredObject pod, PodRun run, JsonObject container, string mode)
    {
        if (mode == PodModes.ImagePull)
        {
            return Pull(pod, run, container);
        }

        // works, ends, waits; and again
        switch (run.Step % 3)
        {
            case 0:
                events.Starts(pod, container, isRestart: run.Step > 0);
                return (ContainerState.Running(ready: mode != PodModes.CrashLoop, isRestart: run.Step > 0), delays.Work(mode == PodModes.CrashLoop ? 0.3 : 5));
            case 1:
                if (mode == PodModes.NotLive)
                {
                    events.ProbeFails(pod, container, "Liveness");
                    events.KillsFor(pod, container, "liveness");
                }

                return (mode == PodModes.CrashLoop ? ContainerState.Ended(1, "Error") : ContainerState.Ended(137, mode == PodModes.OutOfMemory ? "OOMKilled" : "Error"), delays.Work(0.3));
            default:
                var wait = delays.BackOff(run.Step / 3);
                events.RestartsLater(pod, container);
                return (ContainerState.Waiting("CrashLoopBackOff",
                    $"back-off {Duration(wait)} restarting failed container={container.Text("name")} pod={pod.Name}_{pod.Namespace}({pod.Uid})", hasImage: true), wait);
        }
    }

    private (ContainerState State, TimeSpan? Wait) Pull(StoredObject pod, PodRun run, JsonObject container)
    {
        var image = container.Text("image");
        if (run.Step == 0)
        {
            var why = $"rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": not found";
            events.CannotPull(pod, container, why);
            return (ContainerState.Waiting("ErrImagePull", why, hasImage: false), delays.Work(1));
        }

        events.PullsLater(pod, container);
        return (ContainerState.Waiting("ImagePullBackOff", $"Back-off pulling image \"{image}\"", hasImage: false), null);
    }

    private static string Duration(TimeSpan time) => time.TotalSeconds < 60 ? $"{time.TotalSeconds:0}s" : $"{(int)time.TotalMinutes}m{time.Seconds}s";
}
