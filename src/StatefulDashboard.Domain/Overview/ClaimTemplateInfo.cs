namespace StatefulDashboard.Domain.Overview;

/// <summary>A volumeClaimTemplate: what each ordinal's claim is made from.</summary>
/// <param name="Requested">As it is written ("1Gi"); null where it asks for no size.</param>
/// <param name="StorageClass">Null means the default class.</param>
public sealed record ClaimTemplateInfo(string Name, string? Requested, string? StorageClass);
