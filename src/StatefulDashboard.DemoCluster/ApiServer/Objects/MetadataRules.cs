using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What names, labels and annotations may look like (apimachinery pkg/util/validation and pkg/api/validation).</summary>
internal static partial class MetadataRules
{
    private const int LongestSubdomain = 253;
    private const int LongestLabel = 63;
    private const int MostAnnotationBytes = 256 * 1024;
    private const string Subdomain = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string Label = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character "
        + "(e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string LabelValue = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private const string QualifiedName = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    public static void Check(ResourceKind kind, JsonObject root, bool isNew, List<FieldFault> faults)
    {
        if (isNew)
        {
            Name(kind, root.Text("metadata", "name") ?? "", faults);
        }

        foreach (var (key, value) in root.Object("metadata", "labels") ?? [])
        {
            Key(key, "metadata.labels", faults);
            if (value.Text() is { } text && !IsLabelValue(text))
            {
                faults.Add(FieldFault.Invalid("metadata.labels", Quoted(text), text.Length > LongestLabel ? $"must be no more than {LongestLabel} bytes" : LabelValue));
            }
        }

        var annotations = root.Object("metadata", "annotations");
        foreach (var (key, _) in annotations ?? [])
        {
            Key(key.ToLowerInvariant(), "metadata.annotations", faults);
        }

        if (annotations?.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value.Text() ?? "")) > MostAnnotationBytes)
        {
            faults.Add(FieldFault.TooLong("metadata.annotations", MostAnnotationBytes));
        }
    }

    public static bool IsLabelValue(string text) => text.Length <= LongestLabel && LabelValueForm().IsMatch(text);

    public static bool IsQualifiedName(string key) => key.Split('/') is var parts && parts.Length <= 2 && parts[^1].Length is > 0 and <= LongestLabel && QualifiedForm().IsMatch(parts[^1])
        && (parts.Length == 1 || (parts[0].Length is > 0 and <= LongestSubdomain && SubdomainForm().IsMatch(parts[0])));

    private static void Name(ResourceKind kind, string name, List<FieldFault> faults)
    {
        if (kind.Group == "rbac.authorization.k8s.io")
        {
            if (name is "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Contains('%', StringComparison.Ordinal))
            {
                faults.Add(FieldFault.Invalid("metadata.name", Quoted(name), "may not be '.' or '..', and may not contain '/' or '%'"));
            }

            return;
        }

        var isLabel = kind == ResourceKinds.Namespaces || kind == ResourceKinds.Services;
        var longest = isLabel ? LongestLabel : LongestSubdomain;
        if (name.Length > longest)
        {
            faults.Add(FieldFault.Invalid("metadata.name", Quoted(name), $"must be no more than {longest} bytes"));
        }
        else if (!(isLabel ? LabelForm() : SubdomainForm()).IsMatch(name))
        {
            faults.Add(FieldFault.Invalid("metadata.name", Quoted(name), isLabel ? Label : Subdomain));
        }
    }

    private static void Key(string key, string field, List<FieldFault> faults)
    {
        if (!IsQualifiedName(key))
        {
            faults.Add(FieldFault.Invalid(field, Quoted(key), QualifiedName));
        }
    }

    private static string Quoted(string text) => JsonValue.Create(text)!.ToJsonString(JsonAccess.Plain);

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SubdomainForm();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LabelForm();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LabelValueForm();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex QualifiedForm();
}
