using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>
/// What can be seen to be wrong with a change of the template before the server is asked. A container that the template does not
/// have must be refused here: a strategic merge patch would add it.
/// </summary>
internal static class TemplateRules
{
    private const int Longest = 1024;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // wider than the grammar of references; narrow enough that nothing of it means anything to a shell
    private static readonly Regex ImageReference = new(@"^[A-Za-z0-9\[]([A-Za-z0-9._/:@+\[\]-]*[A-Za-z0-9_.+\]-])?\z", Options);

    // printable ASCII without "=": kubernetes pkg/apis/core/validation, relaxed since 1.30
    private static readonly Regex VariableName = new(@"^[\x20-\x3C\x3E-\x7E]+\z", Options);

    private static readonly Regex ResourceName = new(@"^([a-z0-9.-]+/)?[A-Za-z0-9][A-Za-z0-9._-]*\z", Options);

    // k8s.io/apimachinery/pkg/api/resource; none below 0
    private static readonly Regex Amount = new(@"^\+?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?\z", Options);

    /// <summary>Null when nothing is wrong as far as can be seen.</summary>
    public static Statement? Refusal(StatefulSetOverview set, TemplateChange change)
    {
        var parts = change.Images.Count + change.Environment.Count + change.Resources.Count;
        if (change.Template is { } template)
        {
            return parts > 0 ? Statement.Of(StatementCode.TemplateMixed)
                : change.Generation is { } taken && taken != set.Generation ? Statement.Of(StatementCode.TemplateOutdated)
                : Whole(set, template);
        }

        return parts == 0 ? Statement.Of(StatementCode.TemplateUnchanged)
            : Unknown(set, change) ?? Images(change) ?? Environment(change) ?? Resources(change) ?? Same(set, change);
    }

    private static Statement? Unknown(StatefulSetOverview set, TemplateChange change) =>
        change.Images.Select(image => image.Container)
            .Concat(change.Environment.Select(variable => variable.Container))
            .Concat(change.Resources.Select(resource => resource.Container))
            .FirstOrDefault(container => set.Template.Container(container) is null) is { } unknown
            ? Statement.Of(StatementCode.TemplateContainerUnknown, unknown, string.Join(", ", set.Template.Containers.Select(container => container.Name)))
            : null;

    private static Statement? Images(TemplateChange change) =>
        Twice(change.Images.Select(image => image.Container))
        ?? (change.Images.FirstOrDefault(image => !Is(ImageReference, image.Image)) is { } wrong
            ? Statement.Of(StatementCode.TemplateImageInvalid, wrong.Container, wrong.Image)
            : null);

    private static Statement? Environment(TemplateChange change) =>
        Twice(change.Environment.Select(variable => variable.Container + ": " + variable.Name))
        ?? (change.Environment.FirstOrDefault(variable => !Is(VariableName, variable.Name)) is { } wrong
            ? Statement.Of(StatementCode.TemplateVariableInvalid, wrong.Container, wrong.Name)
        : change.Environment.FirstOrDefault(variable => variable.Value?.Contains('\0', StringComparison.Ordinal) == true) is { } zero
            ? Statement.Of(StatementCode.TemplateVariableInvalid, zero.Container, zero.Name)
            : null);

    private static Statement? Resources(TemplateChange change)
    {
        if (Twice(change.Resources.Select(resource => resource.Container + ": " + resource.Resource)) is { } twice)
        {
            return twice;
        }

        foreach (var resource in change.Resources)
        {
            if (!Is(ResourceName, resource.Resource) || resource is { Request: null, Limit: null })
            {
                return Statement.Of(StatementCode.TemplateResourceInvalid, resource.Container, resource.Resource);
            }

            if (new[] { resource.Request, resource.Limit }.FirstOrDefault(amount => amount is not null && !Is(Amount, amount)) is { } wrong)
            {
                return Statement.Of(StatementCode.TemplateQuantityInvalid, resource.Resource, wrong);
            }
        }

        return null;
    }

    private static bool Is(Regex grammar, string text) => text.Length <= Longest && grammar.IsMatch(text);

    private static Statement? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? Statement.Of(StatementCode.TemplateNamedTwice, twice.Key)
            : null;

    private static Statement? Same(StatefulSetOverview set, TemplateChange change) =>
        change.Images.Count > 0 && change.Environment.Count + change.Resources.Count == 0
        && change.Images.All(image => set.Template.Container(image.Container)!.Image == image.Image)
            ? Statement.Of(StatementCode.TemplateUnchanged)
            : null;

    private static Statement? Whole(StatefulSetOverview set, string text)
    {
        if (TemplatePatch.Parse(text) is not { } template)
        {
            return Statement.Of(StatementCode.TemplateNotJson);
        }

        if (template["spec"] is not JsonObject spec || spec["containers"] is not JsonArray { Count: > 0 } containers)
        {
            return Statement.Of(StatementCode.TemplateWithoutContainers);
        }

        return Containers(containers) ?? Labels(set, template);
    }

    private static Statement? Containers(JsonArray containers)
    {
        List<string> names = [];
        foreach (var container in containers)
        {
            if (container is not JsonObject members || Text(members["name"]) is not { Length: > 0 } name)
            {
                return Statement.Of(StatementCode.TemplateWithoutContainers);
            }

            var image = Text(members["image"]) ?? "";
            if (!Is(ImageReference, image))
            {
                return Statement.Of(StatementCode.TemplateImageInvalid, name, image);
            }

            names.Add(name);
        }

        return Twice(names);
    }

    private static Statement? Labels(StatefulSetOverview set, JsonObject template)
    {
        var labels = ValueMap.From(((template["metadata"] as JsonObject)?["labels"] as JsonObject ?? [])
            .Where(label => Text(label.Value) is not null)
            .Select(label => new KeyValuePair<string, string>(label.Key, Text(label.Value)!)));
        var selector = set.Template.Selector;
        return selector.Matches(labels) ? null
            : selector.MatchLabels.FirstOrDefault(wanted => labels.Get(wanted.Key) != wanted.Value) is { Key: not null } missing
                ? Statement.Of(StatementCode.TemplateLabelsDiffer, missing.Key + "=" + missing.Value)
                : Statement.Of(StatementCode.TemplateLabelsDiffer, string.Join(", ", selector.MatchExpressions.Select(expression => expression.Key)));
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
