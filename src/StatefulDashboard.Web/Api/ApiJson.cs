using System.Text.Json;
using System.Text.Json.Serialization;
using StatefulDashboard.Web.Localization;

namespace StatefulDashboard.Web.Api;

/// <summary>How documents are written, by the JSON API and by the hub alike.</summary>
public static class ApiJson
{
    public static void Configure(JsonSerializerOptions options, StatementText texts)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        // a verdict is a term of its own and keeps its capital letters
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new StatementConverter(texts));
    }
}
