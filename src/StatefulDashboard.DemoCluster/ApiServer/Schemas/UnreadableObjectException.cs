using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Schemas;

/// <summary>An object is none of its kind: a field has the wrong type, or one is unknown where fieldValidation=Strict forbids that. How it is told depends on the verb.</summary>
internal sealed class UnreadableObjectException(string message) : Exception(message)
{
    /// <summary>What could not be read, where it is the result of a patch.</summary>
    public JsonObject? Root { get; init; }

    /// <summary>The refusal of a patch: 422, with the whole patched object in it, as a real server does.</summary>
    public ApiException ForPatch()
    {
        FieldOrder.ApplyForPatch(Root!);
        var value = System.Text.Json.JsonSerializer.Serialize(Root!.ToJsonString(JsonAccess.Plain), JsonAccess.Plain);
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
