using StatefulDashboard.Domain.Lifecycle;

namespace StatefulDashboard.Web.Components.Lifecycle;

/// <summary>How the lives of pods look: a colour and a sign, and which are opened for somebody who comes to look.</summary>
internal static class LifeLook
{
    /// <summary>Cards of so few pods are open from the start.</summary>
    private const int Few = 2;

    public static (string Class, string Sign) Of(ContainerLife container) => container switch
    {
        { State: LifeState.Running, Ready: true } or { State: LifeState.Running, Role: ContainerRole.Sidecar, Started: not false } => ("ok", "✓"),
        { State: LifeState.Done } => container.Role == ContainerRole.Main ? ("wait", "!") : ("ok", "✓"),
        { State: LifeState.Running } => ("busy", "◔"),
        { State: LifeState.Failed } => ("bad", "✕"),
        { State: LifeState.Waiting, Now.Code: Domain.Overview.StatementCode.LifeIsCreated or Domain.Overview.StatementCode.LifeWaitsForInit } => ("gone", "…"),
        { State: LifeState.Waiting } => ("bad", "✕"),
        _ => ("gone", "…"),
    };

    public static (string Class, string Sign) Of(ProbeLife probe) => probe.Passes switch
    {
        true => ("ok", "✓"),
        false => ("wait", "!"),
        _ => ("gone", "–"),
    };

    public static (string Class, string Sign) Of(PodStep step) => step.State switch
    {
        PodStepState.Done => ("ok", "✓"),
        PodStepState.Now => ("busy", "◔"),
        _ => ("gone", "·"),
    };

    public static (string Class, string Sign) Of(PodLife pod) =>
        pod.Stop is { IsOverdue: true } ? ("bad", "✕")
        : pod.Stop is not null ? ("gone", "–")
        : pod.Phase == "Failed" || pod.Containers.Any(container => Of(container).Class == "bad") ? ("bad", "✕")
        : IsReady(pod) ? ("ok", "✓")
        : ("busy", "◔");

    public static bool IsReady(PodLife pod) => pod.Path.Any(step => step is { Kind: PodStepKind.Ready, State: PodStepState.Done });

    /// <summary>What a closed card says: the step that it is at, or that it is over.</summary>
    public static string Stage(PodLife pod) =>
        pod.Stop is not null ? "Stopping"
        : pod.Phase is "Failed" or "Succeeded" ? pod.Phase
        : pod.Path.FirstOrDefault(step => step.State == PodStepState.Now) is { } now ? "To" + now.Kind
        : "Ready";

    public static bool OpensByItself(PodLife pod, int pods) => pods <= Few || !IsReady(pod) || pod.Stop is not null;
}
