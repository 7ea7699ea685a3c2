namespace StatefulDashboard.Web.Operations;

/// <summary>How operations are held and kept. The times of the lease are those of client-go.</summary>
public sealed record OperationOptions
{
    /// <summary>No write leaves the dashboard: nothing is driven.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>After so long without a renewal another dashboard takes an operation over; whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whoever could not renew for so long drives no further.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What is over is kept for so long.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>So many that are over are kept in one namespace.</summary>
    public int KeptInNamespace { get; init; } = 200;
}
