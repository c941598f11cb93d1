using System.Text.Json;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Tests.Targets;
using Yunhepan.FeedBot.Tests.WholeApp;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary><c>feedbot test-alert</c> sends a sample that says that it is one, and prints the answer but no secret.</summary>
public sealed class TestAlertCommandTests
{
    [Fact]
    public async Task A_target_shows_the_sample_in_its_language_and_the_command_says_what_it_answered()
    {
        await using var server = await WebhookServer.StartAsync(TimeProvider.System);
        using var folder = new TestFolder();
        Write(folder, server, "en");

        var (code, printed) = await RunAsync(folder, "desk", json: false);

        Assert.Equal(0, code);
        Assert.Matches(@"^desk \(webhook\): sent, as message test-\d+\s*$", printed);
        Assert.Contains("A test message, not news", Assert.Single(server.Shown), StringComparison.Ordinal);
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task A_refusal_fails_and_is_told_without_address_and_secret()
    {
        await using var server = await WebhookServer.StartAsync(TimeProvider.System);
        server.Fail(TargetFault.Refused);
        using var folder = new TestFolder();
        Write(folder, server, "zh");

        var (code, printed) = await RunAsync(folder, "desk", json: true);

        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(printed);
        Assert.False(json.RootElement.GetProperty("isSent").GetBoolean());
        Assert.Contains("422", json.RootElement.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_the_file_does_not_state_is_a_misuse_that_names_the_nearest()
    {
        await using var server = await WebhookServer.StartAsync(TimeProvider.System);
        using var folder = new TestFolder();
        Write(folder, server, "zh");

        Assert.Equal(2, (await RunAsync(folder, "dsek", json: false)).Code);
        Assert.Equal(0, server.Accepted);
        Assert.Equal("has no target \"dsek\" (it has desk); did you mean \"desk\"?", TestAlertCommand.NoTarget("dsek", ["desk"]));
    }

    private static async Task<(int Code, string Printed)> RunAsync(TestFolder folder, string id, bool json)
    {
        await using var output = new StringWriter();
        var code = await TestAlertCommand.RunAsync(id, folder.PathOf("feeds.json"), json, output, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    private static void Write(TestFolder folder, ITargetServer server, string language) => folder.Write("feeds.json", $$"""
        { "categories": [{ "id": "news", "name": "新闻" }],
          "targets": [{ "id": "desk", "kind": "webhook", "url": "{{server.Target.Url}}", "secret": "{{server.Target.Secret}}",
                        "follow": { "categories": ["news"] }, "language": "{{language}}" }] }
        """);
}
