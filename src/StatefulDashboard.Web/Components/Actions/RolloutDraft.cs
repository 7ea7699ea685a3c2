using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Components.Actions;

/// <summary>A rollout as far as a person has written it down: what a dialog's fields hold, and the intent that this makes.</summary>
public sealed class RolloutDraft
{
    /// <summary>A gate of more than a day is a slip of the finger.</summary>
    public const int LongestSoak = 86_400;

    private const int MostPartitions = 10_000;
    private string yaml = "";
    private string asItWas = "";
    private string? template;

    public RolloutSource Source { get; set; }

    /// <summary>The set's generation when its template was read to be edited; null before that.</summary>
    public long? TakenFrom { get; private set; }

    /// <summary>By container; only those that were written to. One that is as it was is no change.</summary>
    public Dictionary<string, string> Images { get; } = new(StringComparer.Ordinal);

    public List<EnvironmentRow> Environment { get; } = [];

    public List<ResourceRow> Resources { get; } = [];

    public StepPattern Pattern { get; set; }

    /// <summary>The own list of partitions, as it was typed.</summary>
    public string OwnPartitions { get; set; } = "";

    /// <summary>As it was typed.</summary>
    public string SoakSeconds { get; set; } = "30";

    public bool NeedsApproval { get; set; }

    public YamlFault? YamlFault { get; private set; }

    public bool TakesOver => Source == RolloutSource.TakeOver;

    public string Yaml
    {
        get => yaml;
        set
        {
            yaml = value;
            (var read, YamlFault) = TemplateYaml.Read(value);
            template = read?.ToJsonString();
        }
    }

    /// <summary>The template as it is now, to start from: unchanged, it is no wish.</summary>
    public void Begin(string current, long generation) => (asItWas, Yaml, TakenFrom) = (current, current, generation);

    /// <summary>Null while what is written makes no rollout that could be planned.</summary>
    public RolloutIntent? Intent(StatefulSetOverview set)
    {
        if (Partitions(set.Replicas) is not { } partitions || Soak is not { } soak)
        {
            return null;
        }

        var change = Change;
        return TakesOver || change is not null ? new(set.Name, change, partitions, soak, NeedsApproval) : null;
    }

    /// <summary>Null when the soak time is no whole number of seconds that makes sense.</summary>
    public TimeSpan? Soak =>
        int.TryParse(SoakSeconds.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestSoak ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Null when the own list holds what is no number. Whether the numbers make sense is the planner's to say.</summary>
    public ValueList<int>? Partitions(int replicas)
    {
        switch (Pattern)
        {
            case StepPattern.OneByOne:
                return RolloutIntent.OneByOne(replicas);
            case StepPattern.OneHalfAll:
                return RolloutIntent.OneHalfAll(replicas);
        }

        List<int> partitions = [];
        foreach (var part in OwnPartitions.Split([',', ' ', ';', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var partition) || partitions.Count == MostPartitions)
            {
                return null;
            }

            partitions.Add(partition);
        }

        return partitions.Count == 0 ? null : partitions.ToValueList();
    }

    private TemplateChange? Change
    {
        get
        {
            if (Source == RolloutSource.TakeOver)
            {
                return null;
            }

            if (Source == RolloutSource.Template)
            {
                return template is not null && !string.Equals(yaml, asItWas, StringComparison.Ordinal) ? TemplateChange.OfTemplate(template, TakenFrom) : null;
            }

            var change = new TemplateChange(
                Images.Where(image => image.Value.Trim().Length > 0).Select(image => new ImageChange(image.Key, image.Value.Trim())).ToValueList(),
                Environment.Where(row => row.Name.Trim().Length > 0).Select(row => new EnvironmentChange(row.Container, row.Name.Trim(), row.IsRemoved ? null : row.Value)).ToValueList(),
                Resources.Where(row => row.Resource.Length > 0 && (row.Request.Trim().Length > 0 || row.Limit.Trim().Length > 0))
                    .Select(row => new ResourceChange(row.Container, row.Resource, Text(row.Request), Text(row.Limit))).ToValueList());
            return change.Images.Count + change.Environment.Count + change.Resources.Count > 0 ? change : null;
        }
    }

    private static string? Text(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

/// <summary>Where the new template comes from.</summary>
public enum RolloutSource
{
    Parts,
    Template,

    /// <summary>It is there already.</summary>
    TakeOver,
}

public enum StepPattern
{
    OneByOne,
    OneHalfAll,
    Own,
}

/// <summary>A row of the form: an environment variable that is set or taken away.</summary>
public sealed class EnvironmentRow(string container)
{
    public string Container { get; set; } = container;

    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    public bool IsRemoved { get; set; }
}

/// <summary>A row of the form: what a container asks for of one resource, and its limit; empty leaves it as it is.</summary>
public sealed class ResourceRow(string container)
{
    public string Container { get; set; } = container;

    public string Resource { get; set; } = "cpu";

    public string Request { get; set; } = "";

    public string Limit { get; set; } = "";
}
