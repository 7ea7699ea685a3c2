using System.Text.Json;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Reads a Status in which, as in any answer, fields may be absent: they are then empty, never null.</summary>
internal static class StatusReader
{
    public static Status? Read(ref Utf8JsonReader reader) => Complete(JsonSerializer.Deserialize(ref reader, KubernetesJsonContext.Default.Status));

    public static Status? Read(ReadOnlySpan<byte> json) => Complete(JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.Status));

    private static Status? Complete(Status? status) => status is null ? null : status with
    {
        Message = status.Message ?? "",
        Reason = status.Reason ?? "",
        Details = status.Details is not { } details ? null : details with
        {
            Name = details.Name ?? "",
            Kind = details.Kind ?? "",
            Causes = (details.Causes ?? []).Select(cause => cause with
            {
                Reason = cause.Reason ?? "",
                Message = cause.Message ?? "",
                Field = cause.Field ?? "",
            }).ToValueList(),
        },
    };
}
