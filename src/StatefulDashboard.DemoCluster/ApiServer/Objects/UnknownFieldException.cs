using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Unknown fields were found where fieldValidation=Strict forbids them; how that is told depends on the verb.</summary>
internal sealed class UnknownFieldException(string message, JsonObject root) : Exception(message)
{
    /// <summary>The refusal of a patch: 422, with the whole patched object in it, as a real server does.</summary>
    public ApiException ForPatch()
    {
        FieldOrder.ApplyForPatch(root);
        var value = System.Text.Json.JsonSerializer.Serialize(root.ToJsonString(JsonAccess.Plain), JsonAccess.Plain);
        var text = $"Invalid value: {value}: {Message}";
        return Refusals.Of(422, "Invalid", $" \"\" is invalid: patch: {text}", new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "FieldValueInvalid", ["message"] = text, ["field"] = "patch" }),
        });
    }

    /// <summary>The refusal of a create or replace: 400.</summary>
    public ApiException ForBody(ResourceKind kind)
        => Refusals.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {Message}");
}
