using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>A volume that only some nodes can use, and so its ordinal's pod can only be there.</summary>
/// <param name="Where">The volume's own words: "topology.kubernetes.io/zone in (z1)".</param>
/// <param name="Nodes">Those that are there and match; empty where nodes cannot be read.</param>
public sealed record VolumePin(int Ordinal, string Claim, string Volume, string Where, ValueList<string> Nodes);
