using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>SQLite cannot compare or order a DateTimeOffset; a number it can.</summary>
public sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

/// <summary>Npgsql takes only UTC for <c>timestamp with time zone</c>.</summary>
public sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTimeOffset>(t => t.ToUniversalTime(), t => t);
