using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// Implements search, fingerprints and keys on PostgreSQL. The tsvector is written as a literal, because the server's parser
/// knows no Chinese words and its result would depend on the database's locale.
/// </summary>
internal static class PostgresIndex
{
    /// <summary>The table that EF Core cannot describe.</summary>
    public const string Schema =
        """
        CREATE TABLE article_search ("ArticleId" bigint NOT NULL PRIMARY KEY, "Words" tsvector NOT NULL);
        CREATE INDEX "IX_article_search_Words" ON article_search USING gin ("Words");
        """;

    /// <summary>The same limit as on SQLite.</summary>
    private const int PostingsRead = 32;

    /// <summary>
    /// Positions end at 16,383, and a lexeme has at most 256 of them
    /// (https://www.postgresql.org/docs/current/textsearch-limitations.html).
    /// </summary>
    private const int LastPosition = 16_383;

    private const int MostPositions = 255;

    public static async Task WriteAsync(DbContext db, IReadOnlyList<IndexEntry> entries, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            INSERT INTO article_search ("ArticleId", "Words") SELECT id, words::tsvector FROM unnest($1, $2) AS e(id, words)
            ON CONFLICT ("ArticleId") DO UPDATE SET "Words" = excluded."Words"
            """)
        {
            Parameters =
            {
                new() { Value = entries.Select(e => e.ArticleId).ToArray() },
                new() { Value = entries.Select(e => Vector(e.Words)).ToArray() },
            },
        });
        var fingerprints = entries.SelectMany(e => e.Fingerprints.Select(f => (f, e.ArticleId))).ToArray();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """INSERT INTO story_fingerprints ("Hash", "ArticleId") SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING""")
        {
            Parameters =
            {
                new() { Value = fingerprints.Select(f => f.f).ToArray() },
                new() { Value = fingerprints.Select(f => f.ArticleId).ToArray() },
            },
        });
        var keys = entries.SelectMany(e => e.Keys.Select(k => (k, e.ArticleId))).ToArray();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """INSERT INTO article_keys ("Hash", "ArticleId") SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING""")
        {
            Parameters =
            {
                new() { Value = keys.Select(k => k.k).ToArray() },
                new() { Value = keys.Select(k => k.ArticleId).ToArray() },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static string Match(SearchTerms terms) =>
        string.Join(" & ", terms.Wanted.Select(Phrase).Concat(terms.Unwanted.Select(t => "!" + Phrase(t))));

    public static (string Sql, object Parameter) SharingFingerprints(int[] fingerprints) => (
        string.Create(CultureInfo.InvariantCulture, $$"""
            SELECT f."Hash", f."ArticleId" FROM unnest({0}) AS h CROSS JOIN LATERAL (
                SELECT "Hash", "ArticleId" FROM story_fingerprints WHERE "Hash" = h ORDER BY "ArticleId" DESC LIMIT {{PostingsRead}}) AS f
            """),
        fingerprints);

    // Words are only letters and digits, so nothing in them can end the quotes.
    private static string Phrase(IReadOnlyList<string> words) => words is [var only] && SearchText.IsSingleIdeograph(only)
        ? $"'{only}':*"
        : $"({string.Join(" <-> ", words.Select(w => $"'{w}'"))})";

    private static string Vector(IReadOnlyList<string> words)
    {
        var vector = new StringBuilder();
        foreach (var lexeme in words.Select((w, i) => (Word: w, Position: i + 1)).GroupBy(w => w.Word, StringComparer.Ordinal))
        {
            vector.Append('\'').Append(lexeme.Key).Append('\'');
            var separator = ':';
            foreach (var (_, position) in lexeme.Where(l => l.Position <= LastPosition).Take(MostPositions))
            {
                vector.Append(separator).Append(CultureInfo.InvariantCulture, $"{position}");
                separator = ',';
            }

            vector.Append(' ');
        }

        return vector.ToString();
    }
}
