using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Stores times as numbers, because SQLite cannot compare or order a DateTimeOffset.</summary>
public sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

/// <summary>Converts to UTC, because Npgsql accepts only UTC for <c>timestamp with time zone</c>.</summary>
public sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTimeOffset>(t => t.ToUniversalTime(), t => t);
