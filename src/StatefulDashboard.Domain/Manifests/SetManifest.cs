using System.Text.Json.Serialization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Manifests;

/// <summary>One object of a set as the server has it, as YAML, and what else could be looked at.</summary>
/// <param name="Object">"pod/web-0", as it was asked for; untrusted.</param>
/// <param name="Sections">One after the other they are the whole manifest, as kubectl writes it; empty where nothing is shown.</param>
/// <param name="Choices">The objects of the set: "statefulset/web", "pod/web-0", …</param>
/// <param name="MoreChoices">So many further ones are not listed; they can be asked for all the same.</param>
public sealed record SetManifest(string Object, ManifestState State, ValueList<ManifestSection> Sections, ValueList<string> Choices, int MoreChoices)
{
    /// <summary>Nobody chooses from a longer list.</summary>
    public const int MostChoices = 200;

    /// <summary>As the server sent it; for whoever asks for it alone.</summary>
    [JsonIgnore]
    public string Json { get; init; } = "";

    /// <param name="wanted">Null: what was asked for is no object that could be shown.</param>
    /// <param name="found">Null: there is none of this name, or none that may be read.</param>
    public static SetManifest Of(StatefulSetOverview set, string asked, ManifestObject? wanted, ManifestObjectText? found, bool isRead)
    {
        ArgumentNullException.ThrowIfNull(set);
        var all = ManifestChoices.Of(set).Select(choice => choice.ToString()).ToList();
        var name = wanted?.ToString() ?? asked;
        var state = wanted is null || !ManifestChoices.Has(set, wanted) ? ManifestState.NotOfSet
            : !isRead ? ManifestState.Unread
            : found is null ? ManifestState.NotThere
            : ManifestState.Shown;
        return new(name, state, state == ManifestState.Shown ? found!.Sections : [], all.Take(MostChoices).ToValueList(), Math.Max(0, all.Count - MostChoices))
        {
            Json = state == ManifestState.Shown ? found!.Json : "",
        };
    }
}
