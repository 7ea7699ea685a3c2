using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Schemas;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>The options of a write that stand in its query.</summary>
internal static class RequestOptions
{
    private const int LongestManager = 128;

    /// <summary>Who writes is fieldManager, or the beginning of the user agent as a real server takes it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">"CreateOptions", "UpdateOptions" or "PatchOptions", as a refusal names them.</param>
    /// <exception cref="ApiException">422 for a value that an option cannot have.</exception>
    public static WriteOptions Of(HttpRequest request, string kind)
    {
        var manager = request.Query["fieldManager"].ToString();
        if (manager.Length > LongestManager)
        {
            throw Invalid(kind, FieldFault.TooLong("fieldManager", LongestManager));
        }

        if (manager.Length == 0)
        {
            var agent = request.Headers.UserAgent.ToString();
            manager = agent.Length == 0 ? "unknown" : agent.Split('/', ' ')[0];
            manager = manager.Length > LongestManager ? manager[..LongestManager] : manager;
        }

        var isDryRun = IsDryRun(request, kind);
        var validation = request.Query["fieldValidation"].ToString();
        if (validation is not ("" or "Ignore" or "Warn" or "Strict"))
        {
            throw Invalid(kind, FieldFault.NotSupported("fieldValidation", validation, "Ignore", "Strict", "Warn"));
        }

        return new WriteOptions(manager, isDryRun, new FieldCheck(validation == "Strict", validation is "" or "Warn"));
    }

    public static bool IsDryRun(HttpRequest request, string kind)
    {
        foreach (var value in request.Query["dryRun"])
        {
            if (value is not ("All" or "" or null))
            {
                throw Invalid(kind, FieldFault.NotSupported("dryRun", value, "All"));
            }
        }

        return request.Query["dryRun"] == "All";
    }

    public static ApiException Invalid(string kind, FieldFault fault) => Refusals.Of(422, "Invalid", $"{kind}.meta.k8s.io \"\" is invalid: {fault.Field}: {fault.Message}",
        new System.Text.Json.Nodes.JsonObject
        {
            ["group"] = "meta.k8s.io", ["kind"] = kind,
            ["causes"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["reason"] = fault.Reason, ["message"] = fault.Message, ["field"] = fault.Field }),
        });
}
