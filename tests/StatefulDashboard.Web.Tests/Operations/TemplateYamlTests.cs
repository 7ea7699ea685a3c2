using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>What a person types as YAML is sent as kubectl would have sent it, or refused with the line.</summary>
public sealed class TemplateYamlTests
{
    /// <summary>Types as sigs.k8s.io/yaml gives them, which kubectl reads manifests with.</summary>
    [Theory]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("8080", "8080")]
    [InlineData("-1", "-1")]
    [InlineData("0644", "420")]
    [InlineData("0o644", "420")]
    [InlineData("0", "0")]
    [InlineData("1.5", "1.5")]
    [InlineData("0899", "899")]
    [InlineData("\"8080\"", "\"8080\"")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("100m", "\"100m\"")]
    [InlineData("1Gi", "\"1Gi\"")]
    [InlineData("nginx:1.27", "\"nginx:1.27\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    public void Scalar_AsItIsWritten_GetsTheTypeThatKubectlGives(string yaml, string json)
    {
        var (template, fault) = TemplateYaml.Read($"spec:\n  x: {yaml}\n");

        fault.ShouldBeNull();
        template!.ToJsonString().ShouldBe($$$"""{"spec":{"x":{{{json}}}}}""");
    }

    [Fact]
    public void Template_WithListsAndBlocks_BecomesJson()
    {
        var (template, fault) = TemplateYaml.Read("""
            metadata:
              labels: {app: nginx}
            spec:
              containers:
              - name: nginx
                args: [a, "b"]
                command:
                - sh
                - -c
                - |
                  echo one
                  echo two
            """);

        fault.ShouldBeNull();
        template!.ToJsonString().ShouldBe("""{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","args":["a","b"],"command":["sh","-c","echo one\necho two"]}]}}""");
    }

    [Theory]
    [InlineData("", 0, YamlFaultKind.Empty)]
    [InlineData("- a", 1, YamlFaultKind.NoMapping)]
    [InlineData("just text", 1, YamlFaultKind.NoMapping)]
    [InlineData("metadata: {}\n", 1, YamlFaultKind.NoSpec)]
    [InlineData("apiVersion: apps/v1\nkind: StatefulSet\nspec: {}", 1, YamlFaultKind.NoTemplate)]
    [InlineData("spec:\n  a: 1\n  a: 2", 3, YamlFaultKind.Twice)]
    [InlineData("spec:\n  a: &x 1\n  b: *x", 2, YamlFaultKind.Anchor)]
    [InlineData("spec:\n  b: *x", 2, YamlFaultKind.Anchor)]
    [InlineData("spec:\n  a: !!binary aGk=", 2, YamlFaultKind.Tag)]
    [InlineData("spec:\n  a: yes", 2, YamlFaultKind.Ambiguous)]
    [InlineData("spec:\n  a: .nan", 2, YamlFaultKind.NoNumber)]
    [InlineData("spec: {}\n---\nspec: {}", 2, YamlFaultKind.SecondDocument)]
    [InlineData("spec:\n  [a]: 1", 2, YamlFaultKind.KeyIsNoText)]
    [InlineData("spec:\n  a: [1\n  b: 2", 2, YamlFaultKind.NotYaml)]
    [InlineData("spec:\n\ta: 1", 2, YamlFaultKind.TabIndents)]
    public void Text_ThatIsNoTemplate_IsRefusedWithItsLine(string yaml, int line, YamlFaultKind kind)
    {
        var (template, fault) = TemplateYaml.Read(yaml);

        template.ShouldBeNull();
        (fault!.Kind, fault.Line).ShouldBe((kind, line), fault.Detail);
    }

    [Fact]
    public void Text_ThatIsTooLargeOrTooDeep_IsRefused()
    {
        TemplateYaml.Read("spec: {}" + new string(' ', TemplateYaml.MostLetters)).Fault!.Kind.ShouldBe(YamlFaultKind.TooLarge);
        TemplateYaml.Read("spec: " + string.Concat(Enumerable.Repeat("{a: ", 100)) + "1" + new string('}', 100)).Fault!.Kind.ShouldBe(YamlFaultKind.TooDeep);
    }

    /// <summary>Texts that YAML would take for something else come back as they were.</summary>
    [Theory]
    [InlineData("yes")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("8080")]
    [InlineData("0644")]
    [InlineData("1e3")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- x")]
    [InlineData("...")]
    [InlineData("---")]
    [InlineData("&a *b !c %d @e `f")]
    [InlineData("one\ntwo\n")]
    [InlineData("one\ntwo")]
    [InlineData("one\n  two\n\n")]
    [InlineData("\n leading")]
    [InlineData("tab\there\r\nand there ")]
    [InlineData("\u0007bell \u202e \ud83d\ude00 \"quoted\" 'single' \\ back")]
    [InlineData("http://x:80/a?b=c&d")]
    [InlineData("ends:")]
    public void Write_AnyText_IsReadBackAsItWas(string text)
    {
        var template = new System.Text.Json.Nodes.JsonObject
        {
            ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["labels"] = new System.Text.Json.Nodes.JsonObject { [text] = text } },
            ["spec"] = System.Text.Json.Nodes.JsonNode.Parse("""{"n": 7, "f": 1.5, "t": true, "z": null, "empty": {}, "none": [], "list": [[1, {"a": "b"}], "x"]}"""),
        };
        template["spec"]!["list"]!.AsArray().Add(text);

        var yaml = TemplateYaml.Write(template);

        var (read, fault) = TemplateYaml.Read(yaml);
        fault.ShouldBeNull(yaml);
        read!.ToJsonString().ShouldBe(template.ToJsonString(), yaml);
    }

    /// <summary>No text breaks it: mutilated templates give a template or a fault.</summary>
    [Fact]
    public void Text_Mutilated_NeverThrows()
    {
        var random = new Random(4711);
        const string sound = "metadata:\n  labels: {app: \"x\"}\nspec:\n  containers:\n  - name: nginx\n    args: [a, 'b', |-]\n    ? c\n    : d\n";
        for (var round = 0; round < 20_000; round++)
        {
            const string letters = "{}[]&*!|>'\"%@`:-?#,\n\t \0a0~\uFEFF\uD800";
            var text = sound.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                text[random.Next(text.Length)] = letters[random.Next(letters.Length)];
            }

            var (template, fault) = TemplateYaml.Read(new(text));
            (template is null).ShouldBe(fault is not null);
        }
    }
}
