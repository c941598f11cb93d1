using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// A log entry as one line: time, level, who says it, what. The framework's own formatter puts a number in brackets behind the name, a
/// hash of the message's name here, which looks like the number of something and is none.
/// </summary>
internal sealed class LineFormatter(IOptionsMonitor<ConsoleFormatterOptions> options, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } exception)
            message = $"{message} {exception}";
        textWriter.Write(time.GetUtcNow().ToString(options.CurrentValue.TimestampFormat, CultureInfo.InvariantCulture));
        textWriter.Write(Word(logEntry.LogLevel));
        textWriter.Write(": ");
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        textWriter.WriteLine(OnOneLine(message));
    }

    // The message may contain texts of strangers: a line end or an escape in them must not look like ours.
    private static string OnOneLine(string message) =>
        message.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0 && !message.Contains('\x7F', StringComparison.Ordinal) ? message
            : string.Create(message.Length, message, (line, text) =>
            {
                for (var i = 0; i < text.Length; i++)
                    line[i] = char.IsControl(text[i]) ? ' ' : text[i];
            });

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No word is defined for this level."),
    };
}
