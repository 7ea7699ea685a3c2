using System.Globalization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>kubectl commands for one set, to be copied: one line each, whatever the names in them are.</summary>
internal sealed class KubectlText(NamespacedName set)
{
    private string Kubectl => "kubectl --namespace " + ShellText.Quote(set.Namespace);

    private string Name => ShellText.Quote(set.Name);

    public string Patch(PatchBody patch) => $"{Kubectl} patch statefulset {Name} --type={Type(patch)} --patch {ShellText.Quote(patch.Json)}";

    public string PatchClaim(string claim, PatchBody patch) =>
        $"{Kubectl} patch persistentvolumeclaim {ShellText.Quote(claim)} --type={Type(patch)} --patch {ShellText.Quote(patch.Json)}";

    public string Set(string what, string arguments) => $"{Kubectl} set {what} statefulset/{Name} {arguments}";

    public string Create(string json) => $"printf %s {ShellText.Quote(json)} | {Kubectl} create --filename -";

    public string RolloutStatus() => $"{Kubectl} rollout status statefulset/{Name}";

    public string Scale(int replicas) => string.Create(CultureInfo.InvariantCulture, $"{Kubectl} scale statefulset {Name} --replicas={replicas}");

    public string DeleteSet(string propagation) => $"{Kubectl} delete statefulset {Name} --cascade={propagation}";

    public string Delete(string type, string name) => $"{Kubectl} delete {type} {ShellText.Quote(name)}";

    public string WaitGone(string type, string name) => $"{Kubectl} wait --for=delete {type}/{ShellText.Quote(name)} --timeout=-1s";

    /// <summary>A line that does nothing: a line break in it would begin a command.</summary>
    public static string Comment(string text) => "# " + new string([.. text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? '?' : letter)]);

    private static string Type(PatchBody patch) => patch.ContentType switch
    {
        PatchBody.StrategicMerge => "strategic",
        PatchBody.JsonPatch => "json",
        _ => "merge",
    };
}
