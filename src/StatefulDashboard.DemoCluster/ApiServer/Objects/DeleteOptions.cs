using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What a deletion asks for: grace, dependents, and what must still be true.</summary>
internal sealed record DeleteOptions(long? GraceSeconds = null, string? Propagation = null, string? Uid = null, string? ResourceVersion = null, bool DryRun = false)
{
    private static readonly string[] Policies = ["Foreground", "Background", "Orphan"];

    /// <exception cref="ApiException">400 for a value of a wrong type, 422 for one that the option cannot have.</exception>
    public static DeleteOptions From(JsonObject? body, Func<string, string?> query)
    {
        Check(body);
        var propagation = body.Text("propagationPolicy") ?? query("propagationPolicy");
        if (propagation is not null && !Policies.Contains(propagation))
        {
            throw Http.RequestOptions.Invalid("DeleteOptions", FieldFault.NotSupported("propagationPolicy", propagation, [.. Policies, "nil"]));
        }

        if (propagation is null && (body.At("orphanDependents") is not null || query("orphanDependents") is not null))
        {
            propagation = body.Flag("orphanDependents") || query("orphanDependents") == "true" ? "Orphan" : "Background";
        }

        var dryRun = query("dryRun") is { Length: > 0 } asked ? [asked] : body.Texts("dryRun").ToArray();
        if (Array.Find(dryRun, d => d != "All") is { } unsupported)
        {
            throw Http.RequestOptions.Invalid("DeleteOptions", FieldFault.NotSupported("dryRun", unsupported, "All"));
        }

        return new DeleteOptions(
            body.Number("gracePeriodSeconds") ?? Grace(query("gracePeriodSeconds")), propagation,
            body.Text("preconditions", "uid"), body.Text("preconditions", "resourceVersion"), dryRun.Length > 0);
    }

    private static void Check(JsonObject? body)
    {
        if (body is null)
        {
            return;
        }

        if (body.Text("kind") is { } kind && kind != "DeleteOptions")
        {
            throw Refusals.BadRequest($"{kind} in version \"{body.Text("apiVersion")}\" cannot be handled as a DeleteOptions: no kind \"{kind}\" is registered for it");
        }

        try
        {
            Schemas.ObjectDecoder.Read("DeleteOptions", body);
        }
        catch (Schemas.UnreadableObjectException unreadable)
        {
            throw Refusals.BadRequest($"DeleteOptions in version \"v1\" cannot be handled as a DeleteOptions: {unreadable.Message}");
        }
    }

    private static long? Grace(string? text) => string.IsNullOrEmpty(text) ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw Refusals.BadRequest($"strconv.ParseInt: parsing {System.Text.Json.JsonSerializer.Serialize(text)}: invalid syntax");
}
