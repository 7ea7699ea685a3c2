using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>A sentence without its language: a code, for which each language has a text, and what is put into it.</summary>
public sealed record Statement(StatementCode Code, ValueList<string> Arguments)
{
    public static Statement Of(StatementCode code, params ReadOnlySpan<string> arguments) => new(code, ValueList.Create(arguments));
}
