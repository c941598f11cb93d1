using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Classifies an error of the database: temporarily unavailable, or a value that no database can store.</summary>
internal static class DatabaseFault
{
    /// <summary>
    /// Returns true if the database is unreachable, stopping, full, read-only or overloaded, which ends by itself or through the
    /// operator and is no error of the program.
    /// </summary>
    public static bool IsAway(Exception exception) => Find(exception) switch
    {
        PostgresException { SqlState: [var a, var b, ..] } =>
            $"{a}{b}" is "08" or "25" or "28" or "3D" or "40" or "53" or "55" or "57" or "58" or "XX",
        NpgsqlException => true,
        // SQLite errors for busy, locked, read-only, I/O error, corrupt, full, cannot open, not a database.
        SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26 } => true,
        _ => false,
    };

    /// <summary>
    /// Returns true for characters that the database cannot store, such as NUL on PostgreSQL; they come from a request.
    /// </summary>
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
