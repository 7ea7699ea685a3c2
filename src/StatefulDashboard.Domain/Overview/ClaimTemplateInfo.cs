namespace StatefulDashboard.Domain.Overview;

/// <summary>A volumeClaimTemplate: what each ordinal's claim is made from.</summary>
/// <param name="Requested">As it is written ("1Gi"); null where it asks for no size.</param>
/// <param name="StorageClass">Null means the default class.</param>
/// <param name="ReclaimPolicy">That the class gives to the volumes it makes; null when it is not known.</param>
public sealed record ClaimTemplateInfo(string Name, string? Requested, string? StorageClass, string? ReclaimPolicy = null);
