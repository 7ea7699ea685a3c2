using System.Text.RegularExpressions;
using System.Xml.Linq;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests;

/// <summary>Both languages say everything, with the same things put in.</summary>
public sealed partial class LocalizationTests
{
    private static readonly string Sources = Path.Combine(Recordings.Recording.Folder, "..", "..", "src", "StatefulDashboard.Web");

    public static TheoryData<string> Files => ["Localization/UiText", "Localization/StatementText", "Operations/OperationTexts"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_EveryKey_IsThereInBothLanguagesWithTheSamePlaceholders(string file)
    {
        var english = Read(file + ".resx");
        var chinese = Read(file + ".zh-Hans.resx");

        chinese.Keys.Order().ShouldBe(english.Keys.Order());
        foreach (var (key, text) in english)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            Placeholders(chinese[key]).ShouldBe(Placeholders(text), $"{file} {key}");
        }
    }

    [Fact]
    public void Statements_EveryCode_HasATextAndNoTextIsLeftOver() =>
        Read("Localization/StatementText.resx").Keys.Order().ShouldBe(Enum.GetNames<StatementCode>().Order());

    [Fact]
    public void Pages_EveryTextThatIsAskedFor_IsThere()
    {
        var known = Read("Localization/UiText.resx");
        var asked = Directory.EnumerateFiles(Path.Combine(Sources, "Components"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => AskedFor().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value)).Distinct();

        // "Phase_" and the like are the beginnings of keys
        asked.Where(key => !known.Keys.Any(name => name == key || (key.EndsWith('_') || key == "Cluster") && name.StartsWith(key, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Lab_EveryFaultAndPhase_HasItsTexts()
    {
        var known = Read("Localization/UiText.resx").Keys;
        string[] faults = [.. DemoLab.Faults.SelectMany(fault => new[] { "Fault_" + fault, "FaultHelp_" + fault })];
        string[] phases = [.. Enum.GetNames<LabPhase>().Select(phase => "LabPhase_" + phase)];

        faults.Concat(phases).Except(known).ShouldBeEmpty();
        known.Where(key => key.StartsWith("Fault_", StringComparison.Ordinal) || key.StartsWith("FaultHelp_", StringComparison.Ordinal)).Except(faults).ShouldBeEmpty("texts of faults that there are not");
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Sources, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bL\[""(?<key>[A-Za-z_]+)""", RegexOptions.None, 1000)]
    private static partial Regex AskedFor();
}
