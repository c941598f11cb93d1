using System.CommandLine;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Cli;

/// <c>accept SOURCE</c>: records that the operator accepts the held-back document of a source as its new form.
internal static class AcceptCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "Its id, as in 'check --health'." };
        var command = new Command(
            "accept",
            "Takes a source that is held back ('check --health': suspect) as it is now, from the next poll on and without alerts for what "
            + "is there already.")
        {
            source, ServiceOptions.Data, ServiceOptions.Feeds,
        };
        command.SetAction((parsed, ct) => StoredArticles.UseAsync(
            ServiceOptions.SettingsOf(parsed),
            async services =>
            {
                var id = parsed.GetValue(source)!;
                var acceptance = services.GetRequiredService<SourceAcceptance>();
                if (await acceptance.AcceptAsync(id, ct) is not { } held)
                    return await CliErrors.FailAsync(NothingHeld(id, await acceptance.SourceIdsAsync(ct)));
                await Console.Out.WriteLineAsync(
                    $"{id} is taken as it is at its next poll, without alerts for what is there already. It was held back: {held}");
                return ExitCodes.Done;
            }));
        return command;
    }

    internal static string NothingHeld(string id, IReadOnlyCollection<string> known) =>
        known.Contains(id)
            ? $"nothing of source {id} is held back, so there is nothing to accept; 'feedbot check --health' shows what is suspect"
            : $"no source with the id \"{id}\" has been polled; 'feedbot check --health' lists the ids{Suggestion.For(id, known)}";
}
