using System.Data.Common;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Writes errors to standard error, one line each.</summary>
internal static class CliErrors
{
    public static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"feedbot: {message}");
        return ExitCodes.Failed;
    }

    /// <summary>Runs a command. Errors that the operator can fix are reported in one line, all others in full.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception e) when (Lines(e) is { } lines)
        {
            foreach (var line in lines)
                await FailAsync(line);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed;
        }
        catch (Exception e)
        {
            // This is the boundary of the program, and the report of an error of ours must show all of it.
            return await FailAsync(e.ToString());
        }
    }

    /// <returns>The lines; null for an error of ours.</returns>
    public static IReadOnlyList<string>? Lines(Exception e) => e switch
    {
        CommandException or StartException or DatabaseException or CatalogueException => [e.Message],
        OptionsValidationException { Failures: var failures } => [.. failures.Select(failure => $"configuration: {failure}")],
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => [$"configuration: {e.Message}"],
        InvalidOperationException { Source: "Microsoft.Extensions.Logging.Configuration" } => [$"configuration: Logging: {e.Message}"],
        ArgumentException { Source: "Npgsql" or "System.Data.Common" } => [$"configuration: ConnectionStrings:FeedBot: {e.Message}"],
        DbException db => [$"the database {Said(db)}"],
        _ => null,
    };

    /// <summary>Returns a database engine's error in words for the operator.</summary>
    public static string Said(DbException e) =>
        e.SqlState == "42P01" || e.Message.Contains("no such table", StringComparison.Ordinal)
            ? "has no tables yet: start the service, or 'feedbot db migrate', with it first"
            : $"cannot be used: {e.Message}";
}

/// <summary>Thrown if a command cannot do what it was asked to do; the message is one line for the operator.</summary>
internal sealed class CommandException(string message) : Exception(message);
