namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>The lab of a demo cluster: scenarios, faults and speed. The same for everybody who looks; may be used by any thread.</summary>
public sealed class DemoLab
{
    private readonly LabShelf shelf;
    private readonly ScenarioPlayer player;
    private readonly DemoFaults faults;
    private readonly Func<double> speed;
    private readonly Action<double> setSpeed;

    internal DemoLab(LabShelf shelf, ScenarioPlayer player, DemoFaults faults, Func<double> speed, Action<double> setSpeed)
    {
        this.shelf = shelf;
        this.player = player;
        this.faults = faults;
        this.speed = speed;
        this.setSpeed = setSpeed;
        player.Changed += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
        faults.Changed += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Called whenever something of the lab has changed, on any thread; must be quick and must not throw.</summary>
    public event EventHandler? Changed;

    /// <summary>The ids of all faults, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Faults => DemoFaults.Known;

    /// <summary>The scenarios that can be played, as their files are now.</summary>
    public LabCatalog Catalog => shelf.Catalog;

    /// <summary>Where the player is.</summary>
    public LabState State => player.State;

    /// <summary>The faults that are on.</summary>
    public IReadOnlyCollection<string> FaultsOn => faults.On;

    /// <summary>How many times faster than real time pods start and stop; 0 pauses them.</summary>
    public double Speed
    {
        get => speed();
        set
        {
            if (!double.IsFinite(value) || value is < 0 or > 1000)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The speed is a number from 0 (paused) to 1000.");
            }

            setSpeed(value);
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Plays on by itself; begins anew where the scenario is not under way.</summary>
    /// <exception cref="ArgumentException">There is no such scenario.</exception>
    public void Play(string scenario) => player.Play(Find(scenario));

    /// <summary>Does the next step and pauses.</summary>
    /// <exception cref="ArgumentException">There is no such scenario.</exception>
    public void Step(string scenario) => player.Step(Find(scenario));

    /// <summary>Does no further step by itself.</summary>
    public void Pause() => player.Pause();

    /// <summary>Takes back what the scenario has made, and every fault.</summary>
    /// <exception cref="ArgumentException">There is no such scenario.</exception>
    public void Reset(string scenario) => player.Reset(Find(scenario));

    /// <summary>Turns a fault on or off.</summary>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public void SetFault(string fault, bool isOn) => faults.Set(fault, isOn);

    private LabScenario Find(string id) => Catalog.Scenarios.FirstOrDefault(s => s.Id == id)
        ?? throw new ArgumentException($"There is no scenario \"{id}\"; there are {string.Join(", ", Catalog.Scenarios.Select(s => s.Id))}.", nameof(id));
}
