using System.CommandLine;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <c>run</c>, which is also the default command: runs the service.
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Runs the service until it is stopped (Ctrl-C, SIGTERM). This is what 'feedbot' alone does.")
        {
            ServiceOptions.Data, ServiceOptions.Feeds, ServiceOptions.Urls,
        };
        command.SetAction((parsed, ct) => ServiceRun.RunAsync(
            new FeedBotSettings
            {
                DataFolder = parsed.GetValue(ServiceOptions.Data)!,
                FeedsFile = parsed.GetValue(ServiceOptions.Feeds)!,
                Urls = parsed.GetValue(ServiceOptions.Urls)!,
            },
            started: _ => Task.CompletedTask,
            ct));
        return command;
    }
}
