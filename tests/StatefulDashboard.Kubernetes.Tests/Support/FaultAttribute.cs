namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>The fault of an API server, a network or a configuration that a test is about, by its number in <see cref="Informers.FaultCoverageTests"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FaultAttribute(int number) : Attribute
{
    public int Number { get; } = number;
}
