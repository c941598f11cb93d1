using Npgsql;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Examines how a session with the database server ended.</summary>
public static class DatabaseSession
{
    // "admin_shutdown", "crash_shutdown" and their like; "idle_in_transaction_session_timeout" and "transaction_timeout":
    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private const string OperatorIntervention = "57P";
    private const string ConnectionException = "08";
    private const string IdleInTransaction = "25P03";
    private const string TransactionTimeout = "25P04";

    /// <summary>
    /// Returns true if the server ended the session or the connection broke. The statement itself is fine: repeated, it succeeds
    /// in a new session, unless the server is down.
    /// </summary>
    /// <param name="fault">The exception as thrown: EF Core wraps transient ones in an <see
    /// cref="InvalidOperationException"/>.</param>
    public static bool WasEnded(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case PostgresException { SqlState: IdleInTransaction or TransactionTimeout }:
                case PostgresException { SqlState: var state } when state.StartsWith(OperatorIntervention, StringComparison.Ordinal)
                    || state.StartsWith(ConnectionException, StringComparison.Ordinal):
                case NpgsqlException and not PostgresException:
                    return true;
                default:
                    continue;
            }
        }

        return false;
    }
}
