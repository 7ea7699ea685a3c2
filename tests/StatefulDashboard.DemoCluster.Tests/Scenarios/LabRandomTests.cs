using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Scenarios;

/// <summary>Several people press buttons as they like: the player always says something that makes sense, and nothing that they did spoils what comes after.</summary>
public sealed class LabRandomTests
{
    private static readonly IReadOnlyList<LabScenario> Scenarios = LabCatalog.Load(null).Scenarios;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Buttons_PressedAtRandom_LeaveALabThatPlaysEveryScenario(int seed)
    {
        var random = new Random(seed);
        await using var cluster = new BareCluster(seed);
        var states = new List<LabState>();
        cluster.Player.Changed += (_, _) => states.Add(cluster.Player.State);
        var pressed = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            pressed.Add(Press(cluster, random));
            cluster.Time.Advance(TimeSpan.FromSeconds(random.NextDouble() * random.Next(1, 30)));
        }

        foreach (var state in states)
        {
            var steps = Scenarios.Single(s => s.Id == state.Scenario).Steps.Count;
            state.Step.ShouldBeInRange(-1, steps - 1);
            state.Done.ShouldBeInRange(0, steps);
            (state.Phase == LabPhase.Finished).ShouldBe(state.Done == steps, state.ToString());
            (state.Waiting is not null && state.Phase is not (LabPhase.Waiting or LabPhase.Failed)).ShouldBeFalse(state.ToString());
            (state.IsPlaying && state.Phase is LabPhase.Idle or LabPhase.Paused or LabPhase.Finished or LabPhase.Failed).ShouldBeFalse(state.ToString());
        }

        var last = Scenarios[random.Next(Scenarios.Count)];
        cluster.Player.Reset(last);
        cluster.Time.RunUntil(() => cluster.Player.State.Phase == LabPhase.Idle, TimeSpan.FromMinutes(5)).ShouldBeTrue(Story(pressed, cluster));
        cluster.Player.Play(last);
        cluster.Time.RunUntil(() => cluster.Player.State.Phase is LabPhase.Finished or LabPhase.Failed, TimeSpan.FromMinutes(20)).ShouldBeTrue(Story(pressed, cluster));
        cluster.Player.State.Phase.ShouldBe(LabPhase.Finished, Story(pressed, cluster));
    }

    private static string Press(BareCluster cluster, Random random)
    {
        var scenario = Scenarios[random.Next(Scenarios.Count)];
        switch (random.Next(6))
        {
            case 0:
                cluster.Player.Play(scenario);
                return "play " + scenario.Id;
            case 1 or 2:
                // most often the one that is under way
                scenario = Scenarios.FirstOrDefault(s => s.Id == cluster.Player.State.Scenario) ?? scenario;
                cluster.Player.Step(scenario);
                return "step " + scenario.Id;
            case 3:
                cluster.Player.Pause();
                return "pause";
            case 4 when random.Next(3) == 0:
                cluster.Player.Reset(scenario);
                return "reset " + scenario.Id;
            default:
                var fault = DemoFaults.Known[random.Next(DemoFaults.Known.Length)];
                var isOn = random.Next(2) == 0;
                cluster.Faults.Set(fault, isOn);
                return $"{fault} {(isOn ? "on" : "off")}";
        }
    }

    private static string Story(List<string> pressed, BareCluster cluster) => $"{string.Join("; ", pressed)}; then {cluster.Player.State}";
}
