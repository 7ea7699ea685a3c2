using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>
/// Reads the bodies that kubectl sends in protobuf whatever the server prefers (create, auth can-i, drain). A field that
/// <see cref="ProtobufTypes"/> does not know is refused, never dropped, unless it is empty.
/// </summary>
internal static class ProtobufBodies
{
    /// <exception cref="ApiException">415 for a kind that is not read here, 400 for broken bytes.</exception>
    public static JsonObject Read(byte[] body)
    {
        if (!body.AsSpan().StartsWith("k8s\0"u8))
        {
            throw Refusals.BadRequest("the body has no protobuf prefix");
        }

        try
        {
            var envelope = Message(body.AsSpan(4), ProtobufTypes.All["Envelope"]);
            var kind = (string?)envelope["type"]?["kind"] ?? "";
            if (!ProtobufTypes.All.TryGetValue(kind, out var type))
            {
                throw Refusals.UnsupportedMediaType();
            }

            var result = Message(Convert.FromBase64String((string?)envelope["raw"] ?? ""), type);
            result["kind"] = kind;
            result["apiVersion"] = (string?)envelope["type"]?["apiVersion"];
            return result;
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or InvalidOperationException or OverflowException or FormatException or KeyNotFoundException)
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
                    else if (number != 0)
                    {
                        throw Unknown(tag);
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
                    else if (length > 0)
                    {
                        throw Unknown(tag);
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

    private static ApiException Unknown(ulong tag) =>
        Refusals.BadRequest($"the protobuf body holds a field (number {tag >> 3}) that this server does not read; send it as JSON, with kubectl apply");

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
                SetEntry(result, name, Message(content, new() { [1] = ("key", "string"), [2] = ("value", "string") }));
                break;
            case "map of bytes":
                SetEntry(result, name, Message(content, new() { [1] = ("key", "string"), [2] = ("value", "bytes") }));
                break;
            case "map of quantities":
                var quantity = Message(content, new() { [1] = ("key", "string"), [2] = ("value", "Quantity") });
                quantity["value"] = quantity["value"]?["string"]?.DeepClone();
                SetEntry(result, name, quantity);
                break;
            case "number or text":
                var either = Message(content, ProtobufTypes.All["IntOrString"]);
                result[name] = either["type"]?.GetValue<long>() == 1 ? (string?)either["text"] ?? "" : either["number"]?.GetValue<long>() ?? 0;
                break;
            case "status":
                break; // what a client says of it does not count
            case ['l', 'i', 's', 't', ' ', .. var element]:
                if (result[name] is not JsonArray list)
                {
                    result[name] = list = [];
                }

                list.Add(Message(content, ProtobufTypes.All[element]));
                break;
            default:
                result[name] = Message(content, ProtobufTypes.All[type]);
                break;
        }
    }

    private static void SetEntry(JsonObject result, string name, JsonObject entry)
    {
        result[name] ??= new JsonObject();
        result[name]![(string?)entry["key"] ?? ""] = (string?)entry["value"] ?? "";
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
