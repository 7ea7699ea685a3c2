namespace StatefulDashboard.Domain.Manifests;

/// <summary>A piece of a manifest; all of them one after the other are the manifest.</summary>
/// <param name="Fold">What is folded away as long as nobody asks for it: "managedFields", "status"; null for what is always shown.</param>
/// <param name="Text">Whole lines of YAML.</param>
public sealed record ManifestSection(string? Fold, string Text);
