using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>What an error of the database says of it: that it is away for now, or that it was given what no database holds.</summary>
internal static class DatabaseFault
{
    /// <summary>
    /// Not reached, stopping, full, read-only, overloaded: what comes back by itself or by the operator, and is no fault of the program.
    /// </summary>
    public static bool IsAway(Exception exception) => Find(exception) switch
    {
        PostgresException { SqlState: [var a, var b, ..] } =>
            $"{a}{b}" is "08" or "25" or "28" or "3D" or "40" or "53" or "55" or "57" or "58" or "XX",
        NpgsqlException => true,
        // Busy, locked, read-only, cannot be read or written, damaged, full, cannot be opened, no database.
        SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26 } => true,
        _ => false,
    };

    /// <summary>Characters that text of the database cannot hold, as NUL on PostgreSQL: a request made them up.</summary>
    public static bool IsUnstorableText(Exception exception) => Find(exception) is PostgresException { SqlState: "22021" or "22P05" };

    private static DbException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DbException found)
                return found;
        }

        return null;
    }
}
