using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>
/// Plays a scenario: does a step, waits until it has come about, goes on or pauses. Works on the controllers' loop, so it is the same in
/// virtual time; its commands may come from any thread and are carried out there one after the other.
/// </summary>
internal sealed class ScenarioPlayer(ObjectApi objects, DemoClock clock, DemoFaults faults, ZoneAsker dns, ILogger logger) : Controller(objects, clock, logger)
{
    /// <summary>How long a played scenario rests between two steps, in demo time: as long as it takes to read one.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);

    // a name can only be asked
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);
    private const string Key = "lab/player";
    private static readonly WriteOptions Writer = new("lab");
    private readonly ConcurrentQueue<Action> commands = new();
    private LabScenario? scenario;
    private int turn;
    private bool isAskingAgain;

    /// <summary>Called after every change of <see cref="State"/>, on the loop; must be quick and must not throw.</summary>
    public event EventHandler? Changed;

    public LabState State { get; private set; } = new(null, LabPhase.Idle, -1, IsPlaying: false, objects.Now, null);

    public override ResourceKind[] Watched => [.. ResourceKinds.All.Where(k => k != ResourceKinds.Events && k.StoredAs is null)];

    /// <summary>Goes on by itself; begins anew where the scenario is not under way.</summary>
    public void Play(LabScenario wanted) => Command(() => GoOn(wanted, isPlaying: true));

    /// <summary>Does one step and pauses; begins where the scenario is not under way. Nothing while a step is still under way.</summary>
    public void Step(LabScenario wanted) => Command(() => GoOn(wanted, isPlaying: false));

    /// <summary>Does no further step by itself.</summary>
    public void Pause() => Command(() => Show(State with { IsPlaying = false, Phase = State.Phase == LabPhase.Resting ? LabPhase.Paused : State.Phase }));

    /// <summary>Takes everything back that the scenario has made, and every fault.</summary>
    public void Reset(LabScenario wanted) => Command(() => Clear(wanted, isPlaying: false, andBegin: false));

    protected override IEnumerable<string> KeysFor(StoreChange change) => State.Phase is LabPhase.Waiting or LabPhase.Clearing ? [Key] : [];

    protected override void Reconcile(string @namespace, string name)
    {
        while (commands.TryDequeue(out var command))
        {
            command();
        }

        if (State.Phase == LabPhase.Waiting)
        {
            Look();
        }
        else if (State.Phase == LabPhase.Clearing && Store.Get(ResourceKinds.Namespaces, "", scenario!.Namespace) is null)
        {
            afterwards?.Invoke();
        }
    }

    private Action? afterwards;

    private void Command(Action command)
    {
        commands.Enqueue(command);
        AgainNow(Key);
    }

    private void GoOn(LabScenario wanted, bool isPlaying)
    {
        if (scenario?.Id != wanted.Id || State.Phase is LabPhase.Idle or LabPhase.Finished or LabPhase.Failed)
        {
            Clear(wanted, isPlaying, andBegin: true);
        }
        else if (State.Phase is LabPhase.Paused or LabPhase.Resting)
        {
            Begin(State.Step + 1, isPlaying);
        }
        else
        {
            Show(State with { IsPlaying = isPlaying });
        }
    }

    private void Clear(LabScenario wanted, bool isPlaying, bool andBegin)
    {
        scenario = wanted;
        turn++;
        faults.AllOff();
        Show(new LabState(wanted.Id, LabPhase.Clearing, -1, isPlaying, Objects.Now, null));
        afterwards = () =>
        {
            if (andBegin)
            {
                Begin(0, State.IsPlaying);
            }
            else
            {
                Show(new LabState(wanted.Id, LabPhase.Idle, -1, IsPlaying: false, Objects.Now, null));
            }
        };
        if (Store.Get(ResourceKinds.Namespaces, "", wanted.Namespace) is { IsTerminating: false })
        {
            Objects.Delete(ResourceKinds.Namespaces, "", wanted.Namespace, new DeleteOptions());
        }
    }

    private void Begin(int index, bool isPlaying)
    {
        var step = scenario!.Steps[index];
        var mine = ++turn;
        Show(new LabState(scenario.Id, LabPhase.Waiting, index, isPlaying, Objects.Now, null));
        try
        {
            if (Store.Get(ResourceKinds.Namespaces, "", scenario.Namespace) is null)
            {
                Objects.Create(ResourceKinds.Namespaces, "", new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = scenario.Namespace } }, Writer);
            }

            foreach (var action in step.Actions)
            {
                action.Run(Objects, faults, scenario.Namespace);
            }
        }
        catch (ApiException refusal)
        {
            Fail(refusal.Message);
            return;
        }
        catch (Exception broken) when (broken is InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException or InvalidCastException)
        {
            // a patch or a manifest of somebody's own file that fits no object: whoever wrote it reads it on the page
            Fail(broken.Message);
            return;
        }

        Limit(mine, step.Within);
        Look();
    }

    private void Look()
    {
        var missing = scenario!.Steps[State.Step].Conditions.FirstOrDefault(c => !c.Holds(Store, dns, scenario.Namespace));
        if (missing is not null)
        {
            Show(State with { Waiting = missing.Now(Store, dns, scenario.Namespace) });
            if (missing.MustBeAsked && !isAskingAgain)
            {
                // one at a time: every change of an object brings us here as well
                isAskingAgain = true;
                Clock.After(AskAgain, () => Command(() => isAskingAgain = false));
            }

            return;
        }

        var mine = ++turn;
        var phase = State.Step == scenario.Steps.Count - 1 ? LabPhase.Finished : State.IsPlaying ? LabPhase.Resting : LabPhase.Paused;
        Show(State with { Phase = phase, Since = Objects.Now, Waiting = null, IsPlaying = State.IsPlaying && phase != LabPhase.Finished });
        if (phase == LabPhase.Resting)
        {
            Clock.After(Rest, () => Command(() =>
            {
                if (turn == mine && State.Phase == LabPhase.Resting)
                {
                    Begin(State.Step + 1, isPlaying: true);
                }
            }));
        }
    }

    private void Limit(int mine, TimeSpan within) => Clock.After(within, () => Command(() =>
    {
        if (turn != mine || State.Phase != LabPhase.Waiting)
        {
            return;
        }

        // who has switched on slow starts wants to see them, not a failure
        if (faults.IsOn(DemoFaults.SlowStarts) && within == scenario!.Steps[State.Step].Within)
        {
            Limit(mine, within * (DemoFaults.Slowness - 1));
        }
        else
        {
            Fail(null);
        }
    }));

    private void Fail(string? why) => Show(State with { Phase = LabPhase.Failed, IsPlaying = false, Since = Objects.Now, Message = why });

    private void Show(LabState state)
    {
        if (state != State)
        {
            State = state;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
