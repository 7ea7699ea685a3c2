using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Manifests;

namespace StatefulDashboard.Domain.Tests.Manifests;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("nginx", "nginx")]
    [InlineData("registry.k8s.io:5000/nginx-slim:0.27", "registry.k8s.io:5000/nginx-slim:0.27")]
    [InlineData("app.kubernetes.io/name", "app.kubernetes.io/name")]
    [InlineData("two words", "two words")]
    [InlineData("1Gi", "1Gi")]
    [InlineData("250m", "250m")]
    [InlineData("/var/lib", "/var/lib")]
    [InlineData("", "\"\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("Off", "\"Off\"")]
    [InlineData("y", "\"y\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("0x1", "\"0x1\"")]
    [InlineData("017", "\"017\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("<<", "\"<<\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("a:", "\"a:\"")]
    [InlineData("a #b", "\"a #b\"")]
    [InlineData("trailing ", "\"trailing \"")]
    [InlineData(" leading", "\" leading\"")]
    [InlineData("line\n", "\"line\\n\"", "key")]
    [InlineData("- item", "\"- item\"")]
    [InlineData("{a}", "\"{a}\"")]
    [InlineData("*anchor", "\"*anchor\"")]
    [InlineData("say \"x\" \\ y", "\"say \\\"x\\\" \\\\ y\"")]
    [InlineData("bell\u0007", "\"bell\\u0007\"")]
    [InlineData("turn\u202Eround", "\"turn\\u202eround\"")]
    [InlineData("no\u00A0break", "\"no\\u00a0break\"")]
    [InlineData("\U000E0041tag", "\"\\U000e0041tag\"")]
    [InlineData("有状态", "\"有状态\"")]
    [InlineData("😀", "\"😀\"")]
    public void Scalar_AnyText_IsPlainOnlyWhereNobodyReadsItOtherwise(string text, string expected, string as_ = "value")
    {
        var json = as_ == "key" ? new JsonObject { [text] = 1 } : new JsonObject { ["a"] = text };

        Yaml(json).ShouldBe(as_ == "key" ? expected + ": 1\n" : "a: " + expected + "\n");
    }

    [Fact]
    public void Object_WithEverything_IsWrittenAsKubectlWrites()
    {
        var json = JsonNode.Parse("""
            {"spec":{"containers":[{"name":"a","command":["sh","-c","echo one\necho two"],"env":[],"ports":[{"port":80},{"port":81}]}],"nested":[["x"],[]],"script":"set -e\nrun\n","none":null,"empty":{}},"apiVersion":"v1"}
            """)!;

        Yaml(json).ShouldBe("""
            apiVersion: v1
            spec:
              containers:
              - command:
                - sh
                - "-c"
                - |-
                  echo one
                  echo two
                env: []
                name: a
                ports:
                - port: 80
                - port: 81
              empty: {}
              nested:
              -
                - x
              - []
              none: null
              script: |
                set -e
                run

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\ntwo\n")]
    [InlineData("one\n\n\ntwo\n")]
    [InlineData("one\n\n")]
    [InlineData("\none")]
    [InlineData("\n")]
    [InlineData(" one\ntwo")]
    [InlineData("one \ntwo")]
    [InlineData("one\n  two")]
    [InlineData("one\ttab\ntwo")]
    [InlineData("one\r\ntwo")]
    [InlineData("# no comment\n---\n...\n- a: b")]
    [InlineData("one\u2028two\nthree")]
    public void LongText_WhateverItsLines_IsReadAsItWas(string text) => ReadBack(new JsonObject { ["a"] = text, ["b"] = new JsonArray(text, "next") });

    [Fact]
    public void AnyJson_MadeAtRandom_IsReadAsItWas()
    {
        var random = new Random(20260102);
        for (var run = 0; run < 3000; run++)
        {
            ReadBack(new JsonObject { ["it"] = RandomJson(random, 0) });
        }
    }

    private static JsonNode? RandomJson(Random random, int depth) => random.Next(depth > 3 ? 4 : 6) switch
    {
        0 => random.Next(4) switch { 0 => null, 1 => true, 2 => JsonValue.Create(random.Next()), _ => JsonValue.Create(random.Next() / 7.0) },
        1 or 2 or 3 => JsonValue.Create(RandomText(random)),
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomJson(random, depth + 1))]),
        _ => RandomObject(random, depth),
    };

    private static JsonObject RandomObject(Random random, int depth)
    {
        var fields = new JsonObject();
        for (var count = random.Next(4); count > 0; count--)
        {
            fields[RandomText(random)] = RandomJson(random, depth + 1);
        }

        return fields;
    }

    private static string RandomText(Random random)
    {
        string[] pieces = ["yes", "No", "0x", "1", "e", "-", ":", " ", "\n", "#", "\"", "'", "\\", "{", "]", "&", "*", "!", "|", ">", "%", "@", "`", ",", "?", "~", "null", "a", "web-0", "\t", "\u0085", "é", "中", "=", "<<", ".", "_", "+"];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static void ReadBack(JsonNode json)
    {
        var yaml = Yaml(json);
        JsonNode.DeepEquals(OldYaml.Read(yaml), JsonNode.Parse(json.ToJsonString())).ShouldBeTrue(yaml + "\n" + json.ToJsonString());
    }

    private static string Yaml(JsonNode json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        return YamlText.Of(document.RootElement);
    }
}
