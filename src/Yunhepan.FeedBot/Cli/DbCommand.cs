using System.CommandLine;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>db migrate</c> and <c>db backup FILE</c>.</summary>
internal static class DbCommand
{
    public static Command Create() =>
        new("db", "Maintains the database (SQLite below --data, or ConnectionStrings__FeedBot for PostgreSQL).")
    {
        Migrate(),
        Backup(),
    };

    private static Command Migrate()
    {
        var command = new Command(
            "migrate", "Creates or updates the tables; 'run' does this automatically.") { ServiceOptions.Data };
        command.SetAction((parsed, ct) => WithHostAsync(parsed.GetValue(ServiceOptions.Data)!, async app =>
        {
            app.Services.GetRequiredService<DataFolder>().Take();
            await FeedBotStart.MigrateAsync(app.Services, ct);
            await Console.Out.WriteLineAsync("The database is up to date.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write the copy; must not exist." };
        var command = new Command("backup", "Copies a SQLite database; the service may be running.") { file, ServiceOptions.Data };
        command.SetAction((parsed, ct) => WithHostAsync(parsed.GetValue(ServiceOptions.Data)!, async app =>
        {
            if (string.IsNullOrWhiteSpace(parsed.GetValue(file)))
                return await CliErrors.FailAsync("\"\": this names no file");
            var target = Path.GetFullPath(parsed.GetValue(file)!);
            await DatabaseBackup.WriteAsync(app.Services.GetRequiredService<DatabaseLocation>(), target, ct);
            await Console.Out.WriteLineAsync($"Written: {target}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<int> WithHostAsync(string dataFolder, Func<WebApplication, Task<int>> action)
    {
        await using var app = FeedBotHost.Build(new FeedBotSettings { DataFolder = dataFolder, Quiet = true });
        return await action(app);
    }
}
