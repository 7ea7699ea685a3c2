using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Discovery;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>How a set finds what is outside, as a person reads it in an expectation file.</summary>
internal static class DiscoveryReport
{
    public static string Of(SetDiscovery? found)
    {
        if (found is null)
        {
            return "not there\n";
        }

        var text = new StringBuilder();
        foreach (var container in found.Containers)
        {
            text.AppendLine("container " + container.Container);
            foreach (var source in container.Sources)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  every key of {source.Source} {source.Object}: {source.State}{(source.KeysAreKnown ? "" : ", which is not told")}");
                foreach (var variable in source.Variables)
                {
                    text.AppendLine("    " + Line(variable));
                }
            }

            foreach (var variable in container.Variables)
            {
                text.AppendLine("  " + Line(variable));
            }
        }

        foreach (var named in found.Objects)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"names {named.Kind} {named.Name}: {(named.IsThere switch { true => "there", false => "not there", _ => "not known" })}{(named.Text is { } said ? ", " + LifecycleReport.Say(said) : "")}");
        }

        foreach (var store in found.Stores)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"store {store.Name} {store.Kind} {store.Target}{string.Join(' ', store.Addresses.Select(address => address.Address))}{(store.Text is { } said ? ", " + LifecycleReport.Say(said) : "")}");
            foreach (var mention in store.NamedBy)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  named by {mention.Container} {mention.Variable}{(mention.Object.Length > 0 ? " of ConfigMap " + mention.Object : "")}: {mention.Host}");
            }
        }

        foreach (var late in found.Late)
        {
            text.AppendLine("late " + LifecycleReport.Say(late.Text));
        }

        foreach (var notice in found.Notices)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{notice.Severity} {LifecycleReport.Say(notice.Text)}");
        }

        return text.ToString();
    }

    private static string Line(Variable variable) =>
        $"{variable.Name} from {variable.Source} {(variable.Object + " " + variable.Key).Trim()}".TrimEnd() + (variable.State == KeyState.None ? "" : ": " + variable.State)
        + string.Concat(variable.Services.Select(mention => $" -> {mention.Service} as {mention.Host}{(mention.IsThere == false ? " (not there)" : "")}"));
}
