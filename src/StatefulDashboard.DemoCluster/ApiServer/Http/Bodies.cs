using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using YamlDotNet.Core;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Reads request bodies; what cannot be read is a refusal.</summary>
internal static class Bodies
{
    private const long Limit = 3 * 1024 * 1024;

    private const string Protobuf = "application/vnd.kubernetes.protobuf";

    public static async Task<JsonObject> ObjectAsync(HttpRequest request, Schemas.FieldCheck? check, CancellationToken cancellation)
    {
        var type = (request.ContentType ?? "application/json").Split(';')[0].Trim();
        if (type == Protobuf)
        {
            return ProtobufBodies.Read(await ReadAsync(request, cancellation));
        }

        if (type is not ("application/json" or "application/yaml"))
        {
            throw Refusals.Of(415, "UnsupportedMediaType",
                $"the body of the request was in an unknown format - accepted media types include: application/json, application/yaml", []);
        }

        var bytes = await ReadAsync(request, cancellation);
        try
        {
            return (type == "application/yaml" ? Scenarios.YamlObjects.Read(Encoding.UTF8.GetString(bytes)).FirstOrDefault() : Json(bytes, check) as JsonObject)
                ?? throw Refusals.BadRequest("the object provided is unrecognized (must be of type Object)");
        }
        catch (Exception exception) when (exception is JsonException or YamlException)
        {
            throw Refusals.BadRequest($"the object provided is unrecognized: {exception.Message}");
        }
    }

    /// <summary>DeleteOptions, which may be missing.</summary>
    public static async Task<JsonObject?> OptionalAsync(HttpRequest request, CancellationToken cancellation)
    {
        var bytes = await ReadAsync(request, cancellation);
        if (bytes.Length == 0)
        {
            return null;
        }

        if (request.ContentType?.StartsWith(Protobuf, StringComparison.Ordinal) == true)
        {
            return ProtobufBodies.Read(bytes);
        }

        try
        {
            return JsonBodies.Read(bytes) is JsonObject options ? options : throw Refusals.BadRequest("the body is no DeleteOptions: it must be an object");
        }
        catch (JsonException exception)
        {
            throw Refusals.BadRequest($"the body is no DeleteOptions: {exception.Message}");
        }
    }

    public static async Task<JsonObject> PatchAsync(HttpRequest request, CancellationToken cancellation)
        => await NodeAsync(request, cancellation) as JsonObject
            ?? throw Refusals.BadRequest("error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}");

    public static async Task<JsonArray> OperationsAsync(HttpRequest request, CancellationToken cancellation)
        => await NodeAsync(request, cancellation) as JsonArray
            ?? throw Refusals.BadRequest("error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch");

    public static bool IsApply(HttpRequest request) => request.ContentType?.StartsWith("application/apply-patch+yaml", StringComparison.Ordinal) == true;

    /// <summary>The configuration of a server-side apply: an object of the kind and name that the path names, in YAML or JSON.</summary>
    public static async Task<JsonObject> ConfigurationAsync(HttpRequest request, ResourceRequest resource, CancellationToken cancellation)
    {
        var bytes = await ReadAsync(request, cancellation);
        JsonObject configuration;
        try
        {
            configuration = Scenarios.YamlObjects.Read(Encoding.UTF8.GetString(bytes)).FirstOrDefault() ?? throw Refusals.BadRequest("error decoding YAML: the configuration is no object");
        }
        catch (YamlException exception)
        {
            throw Refusals.BadRequest($"error decoding YAML: {exception.Message}");
        }

        if (configuration.Text("apiVersion") is null || configuration.Text("kind") is null)
        {
            throw Refusals.BadRequest("invalid object type: apiVersion and kind must be set");
        }

        CheckKind(resource.Kind, configuration);
        if (configuration.Text("metadata", "name") is { } name && name != resource.Name)
        {
            throw Refusals.BadRequest($"the name of the object ({name}) does not match the name on the URL ({resource.Name})");
        }

        if (configuration.At("metadata", "managedFields") is not null)
        {
            throw Refusals.BadRequest("metadata.managedFields must be nil");
        }

        configuration.Ensure("metadata")["name"] = resource.Name;
        return configuration;
    }

    public static void CheckKind(ResourceKind kind, JsonObject body)
    {
        if ((body.Text("kind") is { } given && given != kind.Kind) || (body.Text("apiVersion") is { } version && version != kind.ApiVersion))
        {
            throw Refusals.BadRequest($"{body.Text("kind")} in version \"{body.Text("apiVersion")}\" cannot be handled as a {kind.Kind}: "
                + $"converting ({body.Text("apiVersion")}.{body.Text("kind")}) to ({kind.ApiVersion}.{kind.Kind}): unknown conversion");
        }
    }

    private static JsonNode? Json(byte[] bytes, Schemas.FieldCheck? check)
    {
        List<string> duplicates = [];
        var node = JsonBodies.Read(bytes, duplicates);
        if (check is not null)
        {
            check.Duplicates = duplicates;
        }

        return node;
    }

    private static async Task<JsonNode?> NodeAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return JsonBodies.Read(await ReadAsync(request, cancellation));
        }
        catch (JsonException exception)
        {
            throw Refusals.BadRequest($"error decoding patch: {exception.Message}");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        long size = 0;
        while (await request.Body.ReadAsync(chunk, cancellation) is var read and > 0)
        {
            // what is over the limit is read and dropped, so that the client gets to see the answer
            size += read;
            if (size <= Limit)
            {
                buffer.Write(chunk, 0, read);
            }
        }

        return size <= Limit ? buffer.ToArray() : throw Refusals.TooLarge();
    }
}
