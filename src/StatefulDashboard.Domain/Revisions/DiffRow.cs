namespace StatefulDashboard.Domain.Revisions;

/// <summary>A line of one text beside the line of the other that stands in its place.</summary>
/// <param name="FromNumber">From 1; null where the first text has no such line.</param>
/// <param name="ToNumber">From 1; null where the second text has no such line.</param>
public sealed record DiffRow(int? FromNumber, string? From, int? ToNumber, string? To)
{
    public bool IsEqual => From is not null && To is not null && string.Equals(From, To, StringComparison.Ordinal);
}
