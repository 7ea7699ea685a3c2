using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>
/// Reads the few bodies that kubectl sends in protobuf whatever the server prefers (create namespace, auth can-i, drain): field numbers
/// of k8s.io/api's generated.proto for exactly those types.
/// </summary>
internal static class ProtobufBodies
{
    private static readonly Dictionary<string, Dictionary<int, (string Name, string Type)>> Types = new(StringComparer.Ordinal)
    {
        ["Metadata"] = new() { [1] = ("name", "string"), [2] = ("generateName", "string"), [3] = ("namespace", "string"), [5] = ("uid", "string"), [6] = ("resourceVersion", "string"), [11] = ("labels", "map"), [12] = ("annotations", "map") },
        ["Namespace"] = new() { [1] = ("metadata", "Metadata") },
        ["ServiceAccount"] = new() { [1] = ("metadata", "Metadata") },
        ["ConfigMap"] = new() { [1] = ("metadata", "Metadata"), [2] = ("data", "map") },
        ["Eviction"] = new() { [1] = ("metadata", "Metadata"), [2] = ("deleteOptions", "DeleteOptions") },
        ["DeleteOptions"] = new() { [1] = ("gracePeriodSeconds", "int"), [2] = ("preconditions", "Preconditions"), [3] = ("orphanDependents", "bool"), [4] = ("propagationPolicy", "string"), [5] = ("dryRun", "strings") },
        ["Preconditions"] = new() { [1] = ("uid", "string"), [2] = ("resourceVersion", "string") },
        ["SelfSubjectAccessReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "AccessSpec") },
        ["AccessSpec"] = new() { [1] = ("resourceAttributes", "ResourceAttributes"), [2] = ("nonResourceAttributes", "PathAttributes") },
        ["ResourceAttributes"] = new() { [1] = ("namespace", "string"), [2] = ("verb", "string"), [3] = ("group", "string"), [4] = ("version", "string"), [5] = ("resource", "string"), [6] = ("subresource", "string"), [7] = ("name", "string") },
        ["PathAttributes"] = new() { [1] = ("path", "string"), [2] = ("verb", "string") },
        ["SelfSubjectRulesReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "RulesSpec") },
        ["RulesSpec"] = new() { [1] = ("namespace", "string") },
        ["SelfSubjectReview"] = new() { [1] = ("metadata", "Metadata") },
        ["Envelope"] = new() { [1] = ("type", "TypeMeta"), [2] = ("raw", "bytes") },
        ["TypeMeta"] = new() { [1] = ("apiVersion", "string"), [2] = ("kind", "string") },
    };

    /// <exception cref="ApiException">415 for a kind that is not read here, 400 for broken bytes.</exception>
    public static JsonObject Read(byte[] body)
    {
        if (!body.AsSpan().StartsWith("k8s\0"u8))
        {
            throw Refusals.BadRequest("the body has no protobuf prefix");
        }

        try
        {
            var envelope = Message(body.AsSpan(4), Types["Envelope"]);
            var kind = (string?)envelope["type"]?["kind"] ?? "";
            if (!Types.TryGetValue(kind, out var type))
            {
                throw Refusals.UnsupportedMediaType();
            }

            var result = Message(Convert.FromBase64String((string?)envelope["raw"] ?? ""), type);
            result["kind"] = kind;
            result["apiVersion"] = (string?)envelope["type"]?["apiVersion"];
            return result;
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or InvalidOperationException or OverflowException or FormatException)
        {
            throw Refusals.BadRequest("the protobuf body is cut off or holds a field of another type");
        }
    }

    private static JsonObject Message(ReadOnlySpan<byte> bytes, Dictionary<int, (string Name, string Type)> fields)
    {
        var result = new JsonObject();
        var at = 0;
        while (at < bytes.Length)
        {
            var tag = Varint(bytes, ref at);
            var known = fields.TryGetValue((int)(tag >> 3), out var field);
            switch (tag & 7)
            {
                case 0:
                    var number = (long)Varint(bytes, ref at);
                    if (known)
                    {
                        result[field.Name] = field.Type == "bool" ? number != 0 : number;
                    }

                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    var content = bytes.Slice(at, length);
                    at += length;
                    if (known)
                    {
                        Set(result, field.Name, field.Type, content);
                    }

                    break;
                case 1:
                    at += 8;
                    break;
                default:
                    at += 4;
                    break;
            }
        }

        return result;
    }

    private static void Set(JsonObject result, string name, string type, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case "string" when content.Length == 0:
                break;
            case "string":
                result[name] = Encoding.UTF8.GetString(content);
                break;
            case "strings":
                result[name] = new JsonArray([.. result[name]?.AsArray().Select(n => n?.DeepClone()) ?? [], Encoding.UTF8.GetString(content)]);
                break;
            case "bytes":
                result[name] = Convert.ToBase64String(content);
                break;
            case "map":
                var entry = Message(content, new() { [1] = ("key", "string"), [2] = ("value", "string") });
                result[name] ??= new JsonObject();
                result[name]![(string?)entry["key"] ?? ""] = (string?)entry["value"] ?? "";
                break;
            default:
                result[name] = Message(content, Types[type]);
                break;
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}
