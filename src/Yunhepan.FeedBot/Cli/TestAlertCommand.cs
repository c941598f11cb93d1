using System.CommandLine;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Cli;

/// <c>test-alert TARGET</c>: sends a sample to one target of feeds.json, and prints what its platform answered.
internal static class TestAlertCommand
{
    private static readonly Argument<string> Id = new("TARGET") { Description = "The id of a target in feeds.json." };

    public static Command Create()
    {
        var command = new Command(
            "test-alert",
            """
            Sends one sample to a target of feeds.json, which says in words that it is a test, and prints what the platform answered.
            It passes by queue, quiet hours and limits, and needs no running service. The exit code is 1 if it did not arrive.
            """)
        {
            Id, ServiceOptions.Json, ServiceOptions.Feeds,
        };
        command.SetAction((parsed, ct) =>
            RunAsync(parsed.GetValue(Id)!, parsed.GetValue(ServiceOptions.Feeds)!, parsed.GetValue(ServiceOptions.Json), Console.Out, ct));
        return command;
    }

    internal static async Task<int> RunAsync(string id, string feeds, bool json, TextWriter output, CancellationToken ct)
    {
        if (await CatalogueFromFile.ReadAsync(feeds, ct) is not { } catalogue)
            return ExitCodes.Failed;
        if (catalogue.Targets.FirstOrDefault(t => t.Id == id) is not { } target)
        {
            await CliErrors.FailAsync($"{feeds} {NoTarget(id, [.. catalogue.Targets.Select(t => t.Id)])}");
            return ExitCodes.Misused;
        }

        await using var services = CliServices.ForTargets(catalogue);
        var result = await services.GetRequiredService<TestAlert>().SendAsync(target, catalogue.Site, ct);
        await output.WriteLineAsync(Told(target, result, json));
        return result is SendResult.Sent ? ExitCodes.Done : ExitCodes.Failed;
    }

    internal static string NoTarget(string id, IReadOnlyList<string> known) => known.Count == 0 ? "has no targets"
        : $"has no target \"{id}\" (it has {string.Join(", ", known)}){Suggestion.For(id, known)}";

    private static string Told(Target target, SendResult result, bool json)
    {
        var (isSent, message) = (result is SendResult.Sent, (result as SendResult.Sent)?.MessageId);
        // A lane would try again; this command does not.
        var answer = result is SendResult.Failed failed ? $"not sent ({failed.Reason})" : result.ToString();
        return json
            ? JsonSerializer.Serialize(
                new { Target = target.Id, target.Kind, IsSent = isSent, MessageId = message, Answer = answer },
                JsonOutput.Options)
            : $"{target.Id} ({target.Kind.ToString().ToLowerInvariant()}): {answer}{(message is null ? "" : $", as message {message}")}";
    }
}
