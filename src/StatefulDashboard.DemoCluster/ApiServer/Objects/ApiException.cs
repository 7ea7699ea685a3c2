using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>A request that is refused; <see cref="Status"/> is the answer's body.</summary>
internal sealed class ApiException(JsonObject status, int? retryAfterSeconds = null) : Exception((string?)status["message"])
{
    public JsonObject Status { get; } = status;

    public int Code { get; } = (int?)status["code"] ?? 500;

    public string Reason { get; } = (string?)status["reason"] ?? "";

    public int? RetryAfterSeconds { get; } = retryAfterSeconds;
}
