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
        InvalidDataException { InnerException: FormatException } => [$"configuration: {SettingsFile(e)}"],
        ArgumentException { Source: "Npgsql" or "System.Data.Common" } =>
            ["configuration: ConnectionStrings:FeedBot is no connection string of PostgreSQL, such as Host=localhost;Database=feedbot;"
                + $"Username=feedbot;Password=… ({e.Message.Split(" (Parameter")[0].TrimEnd('.')})"],
        IOException or UnauthorizedAccessException when Path(e) is { } path => [$"{path}: {FileFault.InWords(e)}"],
        DbException db => [$"the database {Said(db)}"],
        _ => null,
    };

    /// <summary>Describes a file of settings that cannot be read, with line and column.</summary>
    private static string SettingsFile(Exception error)
    {
        var path = Path(error) ?? "appsettings.json";
        if (error.InnerException?.InnerException is not System.Text.Json.JsonException json || !File.Exists(path))
            return $"{path}: {error.GetBaseException().Message}";
        var text = File.ReadAllBytes(path);
        var fault = JsonFault.Describe(text, json);
        var (line, column) = fault.PlaceIn(text);
        return $"{path}({line},{column}): is not JSON: {fault.Reason}";
    }

    // The system puts a path between quotation marks.
    private static string? Path(Exception error) => error.Message.Split('\'') is [_, { Length: > 0 } path, ..] ? path : null;

    /// <summary>Returns a database engine's error in words for the operator.</summary>
    public static string Said(DbException e) =>
        e.SqlState == "42P01" || e.Message.Contains("no such table", StringComparison.Ordinal)
            ? "has no tables yet: start the service, or 'feedbot db migrate', with it first"
            : $"cannot be used: {e.Message}";
}

/// <summary>Thrown if a command cannot do what it was asked to do; the message is one line for the operator.</summary>
internal sealed class CommandException(string message) : Exception(message);
