namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Suggests ("Did you mean") the nearest allowed word if one is near enough.</summary>
public static class Suggestion
{
    /// <returns>The end of a sentence; empty if no word is near.</returns>
    public static string For(string word, IEnumerable<string> allowed) =>
        Nearest(word, allowed) is { } best ? $"; did you mean \"{best}\"?" : "";

    public static string? Nearest(string word, IEnumerable<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(allowed);
        string? best = null;
        var bestDistance = Tolerance(word) + 1;
        foreach (var candidate in allowed)
        {
            var distance = Distance(word, candidate, bestDistance);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>
    /// Returns the values of the nearest names, the nearest first and each once. Words of one character, or of two letters, are similar
    /// to everything, so they get no suggestion.
    /// </summary>
    public static IReadOnlyList<T> Nearest<T>(string word, IEnumerable<(string Name, T What)> candidates, int most)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        if (word.Length < 2 || (word.Length < 3 && word.All(char.IsAscii)))
            return [];
        var beyond = Tolerance(word) + 1;
        return [.. candidates.Where(candidate => candidate.Name.Length > 1)
            .Select(candidate => (candidate.What, Distance: Distance(word, candidate.Name, beyond)))
            .Where(near => near.Distance < beyond)
            .OrderBy(near => near.Distance)
            .Select(near => near.What).Distinct().Take(most)];
    }

    private static int Tolerance(string word) => Math.Max(1, Math.Min(3, word.Length / 3));

    /// <summary>Returns the number of edits between two words, ignoring case; swapped neighbours count as one edit.</summary>
    private static int Distance(string left, string right, int enough)
    {
        if (Math.Abs(left.Length - right.Length) >= enough || left.Length > 64)
            return enough;

        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
                rows[i, j] = i == 0 ? j : j == 0 ? i : Cell(rows, left, right, i, j);
        }

        return rows[left.Length, right.Length];
    }

    private static int Cell(int[,] rows, string left, string right, int i, int j)
    {
        var change = Same(left[i - 1], right[j - 1]) ? 0 : 1;
        var least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
        return i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1])
            ? Math.Min(least, rows[i - 2, j - 2] + 1)
            : least;
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
