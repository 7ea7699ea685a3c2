namespace StatefulDashboard.Web.Operations;

/// <summary>What is wrong with a template that was written as YAML.</summary>
/// <param name="Line">From 1; 0: with all of it.</param>
/// <param name="Detail">What it is about; from the text itself, so untrusted.</param>
public sealed record YamlFault(int Line, YamlFaultKind Kind, string Detail);

/// <summary>Each has a text "Yaml_…" for pages.</summary>
public enum YamlFaultKind
{
    NotYaml,
    TabIndents,
    Empty,
    TooLarge,
    TooDeep,
    Anchor,
    Tag,
    KeyIsNoText,
    Twice,
    SecondDocument,
    NoMapping,

    /// <summary>A field that a pod template does not have: often a whole StatefulSet.</summary>
    NoTemplate,
    NoSpec,

    /// <summary>A boolean for kubectl and a text for YAML 1.2.</summary>
    Ambiguous,
    NoNumber,
}
