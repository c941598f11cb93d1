using System.CommandLine;
using Yunhepan.FeedBot.Articles.Refreshing;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>accept SOURCE</c>: the operator's word that what is held back of a source is what it is now.</summary>
internal static class AcceptCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "Its id, as in 'check --health'." };
        var command = new Command(
            "accept",
            "Takes a source that is held back ('check --health': suspect) as it is now, from the next poll on and without alerts for what is there already.")
        {
            source, ServiceOptions.Data, ServiceOptions.Feeds,
        };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                await using var app = FeedBotHost.Build(new FeedBotSettings
                {
                    DataFolder = parsed.GetValue(ServiceOptions.Data)!, FeedsFile = parsed.GetValue(ServiceOptions.Feeds)!, Quiet = true,
                });
                await using var scope = app.Services.CreateAsyncScope();
                var id = parsed.GetValue(source)!;
                if (await scope.ServiceProvider.GetRequiredService<SourceAcceptance>().AcceptAsync(id, ct) is not { } held)
                    return await CliErrors.FailAsync($"nothing is held back of a source {id} (see 'feedbot check --health')");
                await Console.Out.WriteLineAsync($"{id} is taken as it is at its next poll, without alerts for what is there already. It was held back: {held}");
                return ExitCodes.Done;
            }
            catch (Exception e) when (e is StartException or DatabaseException or Microsoft.Extensions.Options.OptionsValidationException
                or System.Data.Common.DbException)
            {
                return await CliErrors.FailAsync(e.Message);
            }
        });
        return command;
    }
}
