using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StatefulDashboard.Web.Tests;

/// <summary>Who may know whom: read from the compiled assemblies, so nothing can slip through.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("StatefulDashboard.Kubernetes", "")]
    [InlineData("StatefulDashboard.Dns", "")]
    [InlineData("StatefulDashboard.Domain", "StatefulDashboard.Kubernetes.Resources")]
    [InlineData("StatefulDashboard.DemoCluster", "StatefulDashboard.Kubernetes.Resources StatefulDashboard.Dns.Messages")]
    public void Project_OfTheHouse_KnowsOnlyThese(string project, string allowed)
    {
        string[] known = [.. UsedNamespaces(project).Where(name => name.StartsWith("StatefulDashboard.", StringComparison.Ordinal))];

        known.Except(allowed.Split(' ')).ShouldBeEmpty($"{project} knows what it must not");
    }

    [Fact]
    public void Domain_IsPure_TouchesNoWebNoFilesNoSocketsNoClock()
    {
        UsedNamespaces("StatefulDashboard.Domain").ShouldNotContain(name =>
            name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("System.Net", StringComparison.Ordinal) || name == "System.IO");
        UsedMembers("StatefulDashboard.Domain").ShouldNotContain(member =>
            member == "DateTimeOffset.get_UtcNow" || member == "DateTimeOffset.get_Now" || member == "DateTime.get_Now" || member == "DateTime.get_UtcNow"
            || member == "Guid.NewGuid" || member.StartsWith("Random.", StringComparison.Ordinal) || member.StartsWith("File.", StringComparison.Ordinal));
    }

    private static HashSet<string> UsedNamespaces(string project) => Read(project, reader =>
        reader.TypeReferences.Select(handle => reader.GetTypeReference(handle)).Select(type => reader.GetString(type.Namespace)).Where(name => name.Length > 0));

    private static HashSet<string> UsedMembers(string project) => Read(project, reader =>
        reader.MemberReferences.Select(handle => reader.GetMemberReference(handle))
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => reader.GetString(reader.GetTypeReference((TypeReferenceHandle)member.Parent).Name) + "." + reader.GetString(member.Name)));

    private static HashSet<string> Read(string project, Func<MetadataReader, IEnumerable<string>> read)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        using var image = new PEReader(file);
        return [.. read(image.GetMetadataReader())];
    }
}
